internal import CCrypto

/// Hashes of files.
public enum Digest {
  private static let digits = Array("0123456789abcdef".utf8)

  /// SHA-256 in hexadecimal, by the system's libcrypto.
  public static func sha256(_ bytes: [UInt8]) -> String {
    var hash = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    _ = SHA256(bytes, bytes.count, &hash)
    return String(
      decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

internal import CMinizip

#if canImport(Glibc)
  internal import Glibc
#endif

/// The parts of a zip archive that is held in memory, read one after the other within limits.
///
/// Sizes that an archive states are not believed: what is inflated is counted.
final class ZipArchive {
  /// Parts that an archive may have.
  static let partLimit = 4096
  /// Bytes that all parts may inflate to together.
  static let inflatedLimit = 640 << 20
  /// Bytes from which on a part may not be more than so many times as large as its deflated form.
  static let ratioFloor = 32 << 20
  static let ratioLimit = 250

  private struct Part {
    var place: unz64_file_pos
    let deflated: Int
    let isSealed: Bool
  }

  private let archive: unzFile
  private let memory: ArchiveMemory
  private var parts: [String: Part] = [:]
  private var inflated = 0

  /// The names of the parts, in small letters.
  var names: [String] { parts.keys.sorted() }

  /// Opens an archive.
  init(_ bytes: [UInt8]) throws(WorkbookProblem) {
    memory = ArchiveMemory(bytes)
    var functions = memory.functions
    guard let archive = unzOpen2_64(nil, &functions) else { throw .damaged(part: nil) }
    self.archive = archive
    var info = unz_global_info64()
    guard unzGetGlobalInfo64(archive, &info) == UNZ_OK else { throw .damaged(part: nil) }
    guard info.number_entry <= Self.partLimit else {
      throw .tooLarge(.parts, limit: Self.partLimit)
    }
    var state = unzGoToFirstFile(archive)
    while state == UNZ_OK {
      try list()
      if parts.count > Self.partLimit { throw .tooLarge(.parts, limit: Self.partLimit) }
      state = unzGoToNextFile(archive)
    }
    guard state == UNZ_END_OF_LIST_OF_FILE, parts.count == Int(info.number_entry) else {
      throw .damaged(part: nil)
    }
  }

  deinit { unzClose(archive) }

  private func list() throws(WorkbookProblem) {
    var info = unz_file_info64()
    var name = [CChar](repeating: 0, count: 1025)
    guard unzGetCurrentFileInfo64(archive, &info, &name, 1024, nil, 0, nil, 0) == UNZ_OK,
      info.size_filename <= 1024
    else { throw .damaged(part: nil) }
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let key = Self.key(String(decoding: bytes, as: UTF8.self))
    var place = unz64_file_pos()
    guard unzGetFilePos64(archive, &place) == UNZ_OK else { throw .damaged(part: key) }
    let part = Part(
      place: place, deflated: Int(clamping: info.compressed_size), isSealed: info.flag & 1 != 0)
    guard parts.updateValue(part, forKey: key) == nil else { throw .doubledPart(key) }
  }

  /// A name as it is compared: without a slash in front, and in small letters.
  private static func key(_ name: String) -> String {
    let plain = name.lowercased().replacing("\\", with: "/")
    return String(plain.drop { $0 == "/" })
  }

  /// Whether there is a part of a name.
  func has(_ name: String) -> Bool { parts[Self.key(name)] != nil }

  /// Gives the bytes of a part, piece by piece, to its end, and looks at its sum.
  ///
  /// - Parameter take: may stop the reading by what it throws.
  func read(
    _ name: String, _ take: (UnsafeRawBufferPointer) throws(WorkbookProblem) -> Void
  ) throws(WorkbookProblem) {
    guard var part = parts[Self.key(name)] else { throw .missingPart(name) }
    guard !part.isSealed else { throw .noWorkbook(.locked) }
    guard unzGoToFilePos64(archive, &part.place) == UNZ_OK,
      unzOpenCurrentFile(archive) == UNZ_OK
    else { throw .damaged(part: name) }
    var isOpen = true
    defer { if isOpen { unzCloseCurrentFile(archive) } }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { piece.deallocate() }
    var size = 0
    while true {
      let count = Int(unzReadCurrentFile(archive, piece.baseAddress, UInt32(piece.count)))
      guard count >= 0 else { throw .damaged(part: name) }
      if count == 0 { break }
      size += count
      inflated += count
      guard inflated <= Self.inflatedLimit else {
        throw .tooLarge(.inflated, limit: Self.inflatedLimit)
      }
      guard size <= max(Self.ratioFloor, part.deflated * Self.ratioLimit) else {
        throw .tooLarge(.ratio, limit: Self.ratioLimit)
      }
      try take(UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
    isOpen = false
    guard unzCloseCurrentFile(archive) == UNZ_OK else { throw .damaged(part: name) }
  }
}

/// The bytes of an archive as a file that is read from place to place.
private final class ArchiveMemory {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// What the library calls to read; it holds the archive as long as this object lives.
  var functions: zlib_filefunc64_def {
    var functions = zlib_filefunc64_def()
    functions.opaque = Unmanaged.passUnretained(self).toOpaque()
    functions.zopen64_file = { opaque, _, _ in opaque }
    functions.zread_file = { _, stream, buffer, size in
      guard let buffer else { return 0 }
      return UInt(ArchiveMemory.of(stream)?.read(into: buffer, Int(clamping: size)) ?? 0)
    }
    functions.zwrite_file = { _, _, _, _ in 0 }
    functions.ztell64_file = { _, stream in
      UInt64(ArchiveMemory.of(stream)?.place ?? 0)
    }
    functions.zseek64_file = { _, stream, offset, origin in
      ArchiveMemory.of(stream)?.seek(offset, from: origin) == true ? 0 : -1
    }
    functions.zclose_file = { _, _ in 0 }
    functions.zerror_file = { _, _ in 0 }
    return functions
  }

  private static func of(_ stream: UnsafeMutableRawPointer?) -> ArchiveMemory? {
    stream.map { Unmanaged<ArchiveMemory>.fromOpaque($0).takeUnretainedValue() }
  }

  private func read(into buffer: UnsafeMutableRawPointer, _ size: Int) -> Int {
    let count = min(size, bytes.count - place)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes { all in
      all.baseAddress.map { buffer.copyMemory(from: $0 + place, byteCount: count) } ?? ()
    }
    place += count
    return count
  }

  private func seek(_ offset: UInt64, from origin: Int32) -> Bool {
    let start =
      switch origin {
      case ZLIB_FILEFUNC_SEEK_CUR: place
      case ZLIB_FILEFUNC_SEEK_END: bytes.count
      default: 0
      }
    guard let distance = Int(exactly: offset) else { return false }
    let (target, isBeyond) = start.addingReportingOverflow(distance)
    guard !isBeyond, (0...bytes.count).contains(target) else { return false }
    place = target
    return true
  }
}

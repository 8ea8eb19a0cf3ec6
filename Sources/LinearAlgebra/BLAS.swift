internal import CLAPACKE
internal import COpenBLAS

#if canImport(Glibc)
  internal import Glibc
#endif

/// The libraries behind this room.
public enum BLAS {
  /// One thread inside BLAS: our own threads are outside, and sums keep their order.
  static let prepared: Void = openblas_set_num_threads(1)

  static func prepare() { _ = prepared }

  /// The system gives less memory than OpenBLAS asks for.
  public struct NoRoom: Error, Sendable, Equatable {
    /// What must be free, in megabytes.
    public let megabytes: Int
  }

  /// Looks whether the buffer of OpenBLAS can be had: where it cannot, OpenBLAS asks for it without end.
  ///
  /// - Throws: `NoRoom`.
  public static func checkRoom() throws(NoRoom) {
    // A buffer of 128 MB as Debian builds it, and room for our own work.
    let size = 160 << 20
    guard
      let place = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      place != MAP_FAILED
    else { throw NoRoom(megabytes: size >> 20) }
    munmap(place, size)
  }

  /// OpenBLAS's own description of its build.
  public static var configuration: String { String(cString: openblas_get_config()) }

  /// The processor kernel that OpenBLAS chose.
  public static var kernel: String { String(cString: openblas_get_corename()) }

  /// Threads that BLAS uses inside; 1 once any routine of this room has run.
  public static var threads: Int {
    prepare()
    return Int(openblas_get_num_threads())
  }

  /// The version of LAPACK, asked through LAPACKE.
  public static var lapackVersion: String {
    var (major, minor, patch) = (Int32(0), Int32(0), Int32(0))
    LAPACKE_ilaver(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }
}

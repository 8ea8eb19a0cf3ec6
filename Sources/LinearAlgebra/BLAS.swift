internal import CLAPACKE
internal import COpenBLAS

/// The libraries behind this room.
public enum BLAS {
  /// One thread inside BLAS: our own threads are outside, and sums keep their order.
  static let prepared: Void = openblas_set_num_threads(1)

  static func prepare() { _ = prepared }

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

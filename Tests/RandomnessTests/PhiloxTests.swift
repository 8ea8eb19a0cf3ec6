import Randomness
import Testing

@Suite struct PhiloxTests {
  @Test(
    "Known answers of Random123 1.09 (kat_vectors, philox4x32 with seven rounds)",
    arguments: [
      (
        SIMD4<UInt32>(0, 0, 0, 0), SIMD2<UInt32>(0, 0),
        SIMD4<UInt32>(0x5F6F_B709, 0x0D89_3F64, 0x4F12_1F81, 0x4F73_0A48)
      ),
      (
        SIMD4<UInt32>(repeating: .max), SIMD2<UInt32>(repeating: .max),
        SIMD4<UInt32>(0x5207_DDC2, 0x4516_5E59, 0x4D8E_E751, 0x8C52_F662)
      ),
      (
        SIMD4<UInt32>(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
        SIMD2<UInt32>(0xA409_3822, 0x299F_31D0),
        SIMD4<UInt32>(0x4DFC_CABA, 0x190A_87F0, 0xC473_62BA, 0xB6B5_242A)
      ),
    ])
  func knownAnswers(counter: SIMD4<UInt32>, key: SIMD2<UInt32>, expected: SIMD4<UInt32>) {
    #expect(Philox.words(counter: counter, key: key) == expected)
  }
}

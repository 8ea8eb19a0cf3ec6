/// Values in ascending order, −0 as 0, by their bits: several times as fast as by comparisons, and the same order.
package func inOrder(_ values: [Double]) -> [Double] {
  // Digits of 11 bits, the lowest first; the order of the bits is that of the numbers once negative ones are turned.
  let (width, digits) = (11, 6)
  let size = 1 << width
  let sign: UInt64 = 1 << 63
  var keys = values.map { value -> UInt64 in
    let bits = (value + 0).bitPattern
    return bits & sign == 0 ? bits | sign : ~bits
  }
  var others = keys
  for digit in 0..<digits {
    let shift = UInt64(width * digit)
    var starts = [Int](repeating: 0, count: size + 1)
    for key in keys { starts[Int(truncatingIfNeeded: key >> shift) & (size - 1) + 1] += 1 }
    // What all values share moves none of them.
    if starts.contains(keys.count) { continue }
    for place in 1...size { starts[place] += starts[place - 1] }
    for key in keys {
      let place = Int(truncatingIfNeeded: key >> shift) & (size - 1)
      others[starts[place]] = key
      starts[place] += 1
    }
    swap(&keys, &others)
  }
  return keys.map { Double(bitPattern: $0 & sign == 0 ? ~$0 : $0 ^ sign) }
}

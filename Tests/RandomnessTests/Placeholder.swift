import Testing
import Randomness
import RealModule
@Test func speed() {
  let lanes = 64, steps = 22
  let out = UnsafeMutablePointer<Double>.allocate(capacity: lanes*steps)
  let clock = ContinuousClock()
  var s = 0.0
  let d = clock.measure {
    for b in 0..<20000 { RandomStream(seed: 7, stream: 3).fillNormals(out, firstPath: UInt64(b*lanes), lanes: lanes, steps: steps); s += out[5] }
  }
  print(d, Double(20000*lanes*steps), s)
  var worstExp = 0.0, worstLog = 0.0, wc = 0.0
  var i = 0
  while i < 1_000_000 {
    let u = RandomStream(seed: 1, stream: 1).uniform(path: UInt64(i), index: 0)
    let x = (u - 0.5) * 1400
    let e = PortableMath.exp(x); worstExp = max(worstExp, abs(e / Double.exp(x) - 1) / 2.2e-16)
    let y = Double.exp(x); worstLog = max(worstLog, abs(PortableMath.log(y) - Double.log(y)) / Double.log(y).ulp)
    worstLog = max(worstLog, abs(PortableMath.log(u) - Double.log(u)) / Double.log(u).ulp)
    let cs = PortableMath.cosineAndSine(turns: u)
    wc = max(wc, abs(cs.cosine - Double.cos(2 * Double.pi * u)), abs(cs.sine - Double.sin(2 * Double.pi * u)))
    i += 1
  }
  print(worstExp, worstLog, wc)
}

internal import Files
internal import Folders
internal import LinearAlgebra
internal import Models
internal import Pipeline

// Những gì làm một lệnh dừng lại mà không do tệp đầu vào.

extension Vietnamese {
  func sentence(_ error: RunFolderError) -> String {
    switch error {
    case .foreign(let path):
      "\(path) đã có và không do lần chạy nào ghi; hãy chọn thư mục khác bằng --output"
    case .holdsOthers(let path, let name):
      "\(path) chứa \(name), không do lần chạy nào ghi; hãy chuyển tệp đó đi hoặc chọn thư mục khác bằng --output"
    case .documentOpen(let path, let document, let lock):
      "\(document) trong \(path) đang được mở bằng phần mềm văn phòng: hãy đóng lại, hoặc chọn thư mục khác bằng "
        + "--output; nếu không ai mở thì xoá \(lock)"
    case .insideRun(let path):
      "\(path) nằm trong một thư mục kết quả, nơi chỉ chứa tệp của chính lần chạy đó; hãy chọn chỗ khác"
    case .foreignFile(let path):
      "\(path) đã có và không phải do tùy chọn này ghi trước đây; hãy chọn tệp khác"
    case .isInput(let path):
      "\(path) là tệp đầu vào của lệnh này và sẽ bị ghi đè; hãy chọn chỗ khác cho kết quả"
    case .occupied(let path):
      "\(path) đã có và không bao giờ bị ghi đè; hãy chọn thư mục khác bằng --output"
    case .inUse(let path, let process):
      "\(path) đang được \(process.map { "tiến trình \($0)" } ?? "một tiến trình khác") ghi; hãy đợi, hoặc "
        + "chọn thư mục khác bằng --output"
    case .refused(let path, let obstacle): "không ghi được \(path): \(words(obstacle))"
    }
  }

  func sentence(_ error: SchedulerFailure) -> String {
    switch error {
    case .notInstalled(let program): "không gửi được công việc: chưa cài \(program)"
    case .refused(let program, let status):
      "không gửi được công việc: \(program) kết thúc với mã \(status)"
    case .torn(let path): "tên \(path) có ngắt dòng, không thể ghi trong tệp lệnh của Slurm"
    case .tasksFailed(let count, let folder):
      "\(count) công việc không để lại kết quả dù đã gửi lại; nhật ký nằm trong \(folder)"
    }
  }

  func sentence(_ error: ModelError) -> String {
    switch (error, ModelObstacle(error)) {
    case (.numerical(let cause), _): sentence(cause)
    case (.tooFewCases(let found, let minimum), _):
      "các tệp có \(found) giá trị tương lai để học; cần ít nhất \(minimum)"
    case (_, let obstacle?): "không dùng được mô hình: \(words(obstacle))"
    case (_, nil): "không dùng được mô hình"
    }
  }

  func sentence(_ error: LinearAlgebraError) -> String {
    switch error {
    case .notPositiveDefinite(let order):
      "một ma trận hiệp phương sai không xác định dương (định thức con cấp \(order))"
    case .rankDeficient(let rank, let columns): "một hồi quy có hạng \(rank) với \(columns) cột"
    case .noConvergence(let routine, let info): "\(routine) không hội tụ (info \(info))"
    case .notFinite: "một ma trận có giá trị vô hạn"
    }
  }

  func sentence(_ failure: RunFailure) -> String {
    switch failure {
    case .cancelled: "đã dừng theo yêu cầu; không có tệp nào được ghi"
    case .paused:
      "đã dừng theo yêu cầu; phần đã xong được giữ lại, chạy lại đúng lệnh này để tiếp tục"
    case .notFitted(let indicator, let error):
      "không ước lượng được \(indicator): \(sentence(error))"
    case .outOfNumbers(let indicator, let year):
      "một số đường mô phỏng của \(indicator) vượt quá phạm vi của số ở năm mô phỏng thứ \(year): số liệu "
        + "phân tán quá rộng so với thang, hoặc bị chia cho giá trị có thể bằng 0; hãy đặt bounds hoặc chọn mô hình khác"
    case .tooManyPaths(let needed, let allowed):
      "độ chính xác này cần \(NumberStyle(language).short(needed)) đường mô phỏng, nhiều hơn mức tối đa \(grouped(allowed))"
    case .noRoom(let megabytes):
      "hệ thống cấp quá ít bộ nhớ cho chương trình: cần thêm ít nhất \(grouped(megabytes)) MB (ulimit -v)"
    case .fewFiles(let allowed, let needed):
      "hệ thống chỉ cho chương trình mở \(allowed) tệp cùng lúc; cần \(needed) (ulimit -n)"
    case .notPrinted(let obstacle): "không in được kết quả: \(words(obstacle))"
    }
  }

  private func words(_ form: ArgumentForm) -> String {
    switch form {
    case .day: "phải là một ngày có thật, viết dạng YYYY-MM-DD"
    case .shard(let most): "phải có dạng I/N, số nguyên, I từ 1 đến N và N không quá \(most)"
    case .setting: "phải có dạng LEVER=VALUE, sau dấu = là một số"
    case .whole(let range?):
      "phải là số nguyên từ \(range.lowerBound) đến \(range.upperBound), chỉ viết bằng chữ số"
    case .whole(nil): "phải là số nguyên, chỉ viết bằng chữ số"
    case .wholeUp(let most): "phải là số nguyên từ 0 đến \(most)"
    case .number(let low, let high): "phải là số từ \(low) đến \(high)"
    case .oneOf(let choice): "phải là một trong \(list(choice))"
    }
  }

  func sentence(_ problem: UsageProblem) -> String {
    switch problem {
    case .outOfRange(let option, let low, let high):
      "\(option) phải nằm trong khoảng từ \(low) đến \(high)."
    case .invalidValue(let value, let option, let form):
      "\(option) không nhận giá trị '\(value)'\(form.map { ": \(words($0))" } ?? "")."
    case .unknownCommand(let name, let near, let known):
      "Không có lệnh '\(name)'.\(near.map { " Có phải ý bạn là \($0)?" } ?? "") Dùng được: \(list(known))."
    case .unknownOption(let option, let near):
      "Không có tùy chọn '\(option)'.\(near.map { " Có phải ý bạn là '\($0)'?" } ?? "")"
    case .unexpectedArguments(let arguments): "Thừa tham số: \(list(arguments))."
    case .valueMissing(let option): "\(option) cần một giá trị."
    case .argumentMissing(let argument): "Thiếu \(argument)."
    case .unknownFormat(let name, let known):
      "Không có --format \(name); dùng được: \(list(known))."
    case .unknownModel(let id, let near, let known):
      "Không có mô hình \(id).\(near.map { " Có phải ý bạn là \($0)?" } ?? "") Dùng được: \(list(known))."
    case .noRunFolder: "Cần một thư mục kết quả."
    case .noPanel: "Cần ít nhất một tệp số liệu."
    case .twoScenarios: "Cần từ hai kịch bản trở lên để so sánh."
    case .scenarioOrAgain: "Hãy nêu một tệp kịch bản, hoặc một thư mục kết quả sau --again."
    case .againAlone:
      "--again lấy mọi thứ từ thư mục kết quả; chỉ kèm được --output, --threads, --language, --quiet."
    case .directoryWithoutAgain: "--directory chỉ dùng cùng --again."
    case .yearNeeded: "Cần --year: kịch bản không nêu ngày, cũng không có phương án nào nêu năm."
    case .yearTooFar(let year, let last, let ahead):
      "Năm \(year) cách năm cuối có số liệu (\(last)) hơn \(ahead) năm."
    case .dayNeeded: "Các tệp nhiệm vụ không nêu ngày nào; hãy cho biết ngày bằng --as-of."
    case .setTwice(let lever): "--set nêu \(lever) hai lần; chỉ nêu một lần."
    case .sobolOfShards:
      "Chạy từng phần chỉ dùng cho đường mô phỏng ngẫu nhiên; --sampling sobol phải chạy trọn."
    case .precisionOfShards:
      "--precision thêm đường mô phỏng cho đến khi cả lần chạy đạt; không dùng khi chạy từng phần."
    case .drawsOfShards:
      "--draws ghi mọi đường mô phỏng của lần chạy; một phần chỉ có một số đường."
    case .questionOfShards: "Số đường mô phỏng, số khởi tạo, độ chính xác và ngày lấy từ các phần."
    case .questionOfSweep:
      "Số đường mô phỏng và số khởi tạo của loạt chạy được nêu trong tệp của nó."
    case .precisionElsewhere: "--precision chỉ dùng cho forecast run; ở đây dùng --paths."
    case .noSuchReport(let format, let folder, let command):
      "Không làm được \(format) từ \(folder): lệnh forecast \(command) không có dạng này, hoặc thư mục do phiên bản cũ ghi."
    case .sinceLater(let day, let than):
      "--since là thư mục của lần tính trước, nhưng ngày của nó (\(self.day(day))) sau ngày \(self.day(than))."
    case .meaningless(let option): "\(option) không có nghĩa với lệnh này."
    case .noWorkbook: "Lệnh này không có sổ tính Excel; dùng được --format csv,html."
    case .tableWithModel: "--table chỉ dùng cùng --model auto."
    case .unknownFrequency: "--frequency phải là A, Q hoặc M."
    case .boundNotANumber: "Cận phải là một số."
    case .boundsReversed: "--lower phải nhỏ hơn --upper."
    case .parentsWithoutGrowing: "--parents cần có --growing."
    case .growingBounded: "--growing dành cho giá trị năm không có cận trên."
    case .panelOfTables:
      "--panel và --figures đọc bảng in sẵn; chỉ dùng kèm được --decimal, --language và --quiet."
    case .severalTables:
      "Mỗi kịch bản bắt đầu từ một bảng; nhiều bảng chỉ dùng với --panel hoặc --figures."
    case .profileAlone:
      "--profile và --profile-data đi cùng nhau và cùng với --growth; --prices cũng chỉ dùng với --growth."
    case .growthWithHorizon: "--growth không đi cùng --horizon, --yearly hay --in-place."
    case .folds: "--folds phải là 0 hoặc nằm trong khoảng từ 2 đến 20."
    }
  }
}

internal import Files
internal import TimeSeries

// Lỗi của chuỗi, số liệu, kế hoạch, kịch bản và ngành.

extension Vietnamese {
  func sentence(_ problem: SeriesProblem) -> String {
    switch problem {
    case .mixedUnits(let series, let first, let second, let place):
      "\(series) có đơn vị \"\(second)\" ở đây nhưng \"\(first)\" ở \(place.row)"
    case .mixedPriceBases(let series, let first, let second, let place):
      "\(series) theo giá \"\(second)\" ở đây nhưng \"\(first)\" ở \(place.row)"
    case .conflictingCell(let cell, let first, let second, let place):
      "\(cell) là \(second) ở đây nhưng \(first) ở \(place.row), với cùng status và vintage"
    case .unknown(let series): "không tệp nào có chuỗi \(series)"
    case .withoutHistory(let series, let asOf):
      "chuỗi \(series) không có số liệu nào đã công bố tính đến \(day(asOf))"
    case .withoutYear(let series):
      "số liệu của \(series) không đủ cho năm nào trọn vẹn; dự báo theo năm cần ít nhất một năm"
    case .missingPeriod(let series, let first, let last):
      first == last
        ? "\(series) thiếu số liệu kỳ \(first), trong khi có số liệu trước và sau đó"
        : "\(series) thiếu số liệu từ \(first) đến \(last), trong khi có số liệu trước và sau đó"
    case .otherSpelling(let text, let first, let place):
      "\"\(text)\" được hiểu là \"\(first)\"" + (place.map { " ở \($0.row)" } ?? "")
        + ": hai tên chỉ khác nhau ở chữ hoa, chữ thường"
    case .nearName(let name, let near): "không nơi nào dùng \(name); có phải ý bạn là \(near)?"
    case .unused(let series, let rows): "không nơi nào dùng \(series) (\(rows) dòng)"
    case .manyUnused(let count, let all):
      "kịch bản này không dùng đến \(count) trên \(all) chuỗi của các tệp số liệu"
    case .givesNothing(let series, let key, let needed):
      "\(series) không thêm gì cho lịch sử: \"\(key)\" chỉ nhận số liệu tần suất \(list(needed.map(\.rawValue)))"
    case .onlyForGrowth(let key, let kind):
      "\"\(key)\" không được đọc: chỉ tiêu loại \(kind) chỉ được mô tả bằng mức của nó"
    case .levelOrGrowth(let series, let indicator):
      "\(series) tính bằng %, còn \(indicator) là chỉ tiêu loại growth: chưa rõ đó là một mức tăng dần hay chính là tốc độ tăng"
    case .growthOfLevel(let row, let indicator):
      "dòng \(row) nêu tốc độ tăng tính bằng %, còn \(indicator) là một mức"
    case .averageWithoutYears(let row, let indicator):
      "dòng \(row) nêu tốc độ tăng bình quân nhưng chưa rõ bình quân của những năm nào: \(indicator) có số liệu của từng năm"
    case .emptyBaseRate(let series, let doubt): emptyBaseRate(series, doubt)
    case .unusualOffset(let series, let doubt, let groups): unusualOffset(series, doubt, groups)
    case .unheardNation(let series, let others, let obstacle):
      unheardNation(series, others, obstacle)
    case .noneInPanel:
      "không chuỗi nào ở đây có mã của một chuỗi trong bảng số liệu, cũng không có mã * dùng chung cho tất cả"
    }
  }

  func sentence(_ problem: FigureProblem) -> String {
    switch problem {
    case .outside(let series, let period, let value, let allowed):
      "\(series) là \(number(value)) ở kỳ \(told(period)), nằm ngoài khoảng cho phép: \(words(allowed))"
    case .noGrowthFrom(let series, let period, let value):
      "\(series) là \(number(value)) ở kỳ \(told(period)): không tính được tốc độ tăng từ hoặc đến số 0 hay số âm"
    case .startsAtZero(let series, let last):
      "\(series) bằng 0 đến \(last): tốc độ tăng được tính từ số liệu tiếp theo"
    case .growthBelowAll(let series, let period, let value):
      "\(series) là \(number(value)) ở kỳ \(told(period)): không đại lượng tăng trưởng nào giảm từ 100% trở lên"
    case .contributionsBelowAll(let series, let year, let value):
      "các phần đóng góp cùng với \(series) cộng lại là \(number(value)) năm \(year): không đại lượng tăng trưởng nào giảm từ 100% trở lên"
    case .publishedBefore(let series, let period, let vintage):
      "\(series) kỳ \(told(period)) được công bố ngày \(day(vintage)), trước khi kỳ \(told(period)) bắt đầu"
    case .settledBeforeEnd(let series, let period, let status, let vintage):
      "\(series) kỳ \(told(period)) được ghi là \(status) ngày \(day(vintage)), trước khi kỳ \(told(period)) kết thúc"
    case .withoutVintage(let series, let rows, let asOf):
      "\(rows) dòng của \(series) không có vintage nên không được tính đến \(day(asOf))"
    case .toDateWithoutBase(let series, let period):
      "\(series) kỳ \(told(period)) không được dùng: số liệu năm trước chưa được công bố"
    case .toDateFromDecember(let series, let period):
      "\(series) kỳ \(told(period)) không được dùng: có thể là mức tăng so với tháng 12 năm trước; bổ sung số cùng kỳ của một năm đã qua để xác định"
    case .toDateStands(let series, let period):
      "\(series) kỳ \(told(period)) không được dùng: số này ở mức của cả năm, như số tại thời điểm cuối kỳ chứ không phải số lũy kế từ đầu năm"
    case .toDateMayStand(let series, let period, let percent):
      "\(series) kỳ \(told(period)) được coi là số lũy kế từ đầu năm; khả năng \(percent)% đây là số tại thời điểm cuối kỳ, không cho biết kết quả cả năm: nên ghi rõ trong tên hoặc đơn vị"
    case .endForYear(let series, let year, let monthly):
      "\(series) không có số liệu cả năm nên năm \(year) lấy theo số \(monthly ? "tháng" : "quý") cuối năm, coi là số tại thời điểm; nếu các \(monthly ? "tháng" : "quý") cộng lại thành số cả năm thì nêu rõ trong tên chỉ tiêu hoặc bổ sung số cả năm"
    case .partsUnused(let series, let year, let count, let monthly):
      "số liệu \(count) \(monthly ? "tháng" : "quý") năm \(year) của \(series) không được dùng: chỉ chỉ tiêu cộng dồn trong năm mới được tính từ số tháng, số quý"
    case .partsOfOtherSize(let series, let year, let count, let monthly, let times):
      "số liệu \(count) \(monthly ? "tháng" : "quý") năm \(year) của \(series) gấp \(number(times)) lần mức của năm trước nên không được dùng: có cùng đơn vị với số cả năm không?"
    case .partsDiffer(let series, let period, let value, let monthly, let sum, let used):
      "\(series) là \(number(value)) ở kỳ \(told(period)), trong khi số các \(monthly ? "tháng" : "quý") cộng lại là \(number(sum)): dùng số \(number(used))"
    case .toDateFalls(let series, let period, let value, let earlier, let before):
      "\(series) lũy kế từ đầu năm đến kỳ \(told(period)) là \(number(value)), thấp hơn \(number(before)) đến kỳ \(told(earlier)): số lũy kế không giảm"
    case .partsLikeSums(let series, let year, let count, let monthly):
      "số liệu \(count) \(monthly ? "tháng" : "quý") năm \(year) của \(series) tăng dần như số lũy kế từ đầu năm nên không được dùng như số từng \(monthly ? "tháng" : "quý"): có phải là số lũy kế không?"
    case .newestNotPositive(let series, let period, let value):
      "\(series) là \(number(value)) ở kỳ mới nhất \(told(period)), trong khi mọi kỳ trước đều lớn hơn 0: số liệu kỳ này đã có chưa?"
    case .onceOnly(let series, let period, let value, let usual):
      "\(series) là \(number(value)) ở kỳ \(told(period)), trong khi diễn biến các kỳ khác cho thấy khoảng \(number(usual)): phần chênh lệch chỉ tính một lần, các tháng còn lại của năm theo các kỳ khác; số liệu có đúng không?"
    case .unjoinedYears(let series, let years):
      "số liệu \(series) các năm \(list(years.map(String.init))) không được dùng: không có gì nối các năm đó với các năm sau"
    case .negativeMonth(let series, let period, let value):
      "\(series) là \(number(value)) ở kỳ \(told(period)): tháng âm được giữ nguyên nhưng không cho biết diễn biến trong năm"
    case .levelNotPositive(let series, let period, let value, let more):
      "\(series) là \(number(value)) ở kỳ \(told(period))"
        + (more > 0 ? " và còn \(more) kỳ khác bằng 0 hoặc âm" : "")
        + ": giá trị của một ngành phải lớn hơn 0"
    case .cumulatedFalls(let series, let period, let value):
      "\(series) cho \(number(value)) ở kỳ \(told(period)): số lũy kế phải tăng"
    case .growthBelowNothing(let series, let period, let value):
      "\(series) là \(number(value))% ở kỳ \(told(period)): tốc độ tăng -100% trở xuống không còn lại gì"
    case .partsDoNotAdd(let sector, let period, let parts, let total):
      "các thành phần của \(sector) cộng lại là \(number(parts)) ở kỳ \(told(period)), trong khi tổng đã công bố là \(number(total))"
    case .partsUnknown(let sector):
      "không có kỳ nào mà mọi dòng ngoài \(sector) đều có số liệu nên không rõ dòng nào là bộ phận của nó"
    case .farSize(let series, let period, let value, let beside):
      "\(series) là \(number(value)) ở kỳ \(told(period)), trong khi các kỳ lân cận vào khoảng \(number(beside)): có thể ghi nhầm đơn vị tính hoặc thiếu dấu thập phân"
    case .farFromOtherYears(let series, let period, let value, let usual):
      "\(series) là \(number(value)) ở kỳ \(told(period)), trong khi theo cùng kỳ các năm khác phải vào khoảng \(number(usual)): có thể ghi nhầm đơn vị tính hoặc thiếu dấu thập phân"
    case .otherUnit(let series, let from, let through, let value, let before):
      "\(series) vào khoảng \(number(value)) từ kỳ \(told(from)) đến kỳ \(told(through)), trước đó vào khoảng \(number(before)): có thể đơn vị tính đã thay đổi"
    }
  }

  func sentence(_ problem: PlanProblem) -> String {
    switch problem {
    case .duplicateReference(let reference, let line): "dòng \(reference) đã có ở dòng \(line)"
    case .unknownReference(let reference): "kế hoạch này không có dòng \(reference)"
    case .severalRows(let reference): "nhiều kế hoạch có dòng \(reference)"
    case .targetWithoutValue(let direction, let column): "\(direction) cần có \"\(column)\""
    case .targetValueUnused(let direction, let column, let value):
      "\(direction) không xét \(column): \(number(value)) bị bỏ qua; chỉ tiêu nằm giữa hai giá trị ghi là range"
    case .targetRangeReversed(let low, let high): "\(low) và \(high) không tạo thành một chỉ tiêu"
    case .severalPlans(let first, let second):
      "kế hoạch \(second) nằm trong tệp của kế hoạch \(first)"
    case .doubledPlan(let plan, let file): "kế hoạch \(plan) đã được đọc từ \(file)"
    case .noneIssued(let plan, let day):
      "đến ngày \(self.day(day)) chưa có dòng nào của kế hoạch \(plan) được ban hành"
    }
  }

  func sentence(_ problem: ScenarioProblem) -> String {
    switch problem {
    case .circularBase(let chain): "kịch bản kế thừa chính nó: \(arrow(chain))"
    case .inheritedFromElsewhere(let keys, let region, let from):
      "\(list(keys)) của \(from) sẽ bị lấy cho \(region)"
    case .duplicateIndicator(let id, let line): "chỉ tiêu \(id) đã được khai báo ở dòng \(line)"
    case .unknownIndicator(let id): "kịch bản này không có chỉ tiêu \(id)"
    case .circularDerivation(let chain): "chỉ tiêu được tính từ chính nó: \(arrow(chain))"
    case .deepDerivation(let levels, let allowed):
      "chỉ tiêu được tính qua \(levels) bậc nối tiếp nhau; tối đa là \(allowed)"
    case .unknownModel(let id): "không có mô hình \(id)"
    case .unsuitableModel(let model, let obstacle):
      "không dùng được mô hình \(model): \(words(obstacle))"
    case .duplicateLever(let id, let line): "\(id) đã được khai báo ở dòng \(line)"
    case .unknownLever(let id): "kịch bản này không có giải pháp \(id)"
    case .derivedLever(let lever, let id):
      "\(lever) không thay đổi gì: \(id) được tính từ các chỉ tiêu khác; hãy thay đổi các chỉ tiêu gốc"
    }
  }

  func sentence(_ problem: GrowthProblem) -> String {
    switch problem {
    case .sectorLoop(let chain): "một ngành là thành phần của chính nó: \(arrow(chain))"
    case .sectorTops(let tops):
      tops.isEmpty
        ? "không có ngành nào đứng đầu: ngành nào cũng thuộc một ngành khác"
        : "nhiều ngành không thuộc ngành nào: \(list(tops))"
    case .duplicateSector(let id, let line): "ngành \(id) đã được khai báo ở dòng \(line)"
    case .unknownSector(let id): "không có ngành \(id)"
    case .onlyPart(let id, let part):
      "\(part) là thành phần duy nhất của \(id): một ngành phải có nhiều thành phần hoặc không có"
    case .sectorWithoutHistory(let sector, let asOf):
      "số liệu của \(sector) đã công bố tính đến \(day(asOf)) không đủ để dự báo theo quý"
    case .duplicateVariant(let id, let line): "phương án \(id) đã được khai báo ở dòng \(line)"
    case .unknownVariant(let id): "kịch bản này không có phương án \(id)"
    case .impossibleVariant(let id, let obstacle):
      "phương án \(id) không thể xảy ra: \(words(obstacle))"
    case .noYearlyCondition(let year):
      "không phương án nào đặt điều kiện cho cả năm \(year), cho những tháng đầu năm hay cho riêng một quý nên không có gì để theo dõi"
    case .yearOutOfReach(let year, .from(let first)):
      "không tính được cho năm \(year); chỉ có thể từ năm \(first)"
    case .yearOutOfReach(let year, .notBefore(let day, let first)):
      "đến ngày \(self.day(day)) chưa có số liệu nào cho biết về năm \(year)"
        + (first.map { "; số liệu đầu tiên công bố ngày \($0)" } ?? "")
    case .yearOutOfReach(let year, .upTo(let last)):
      "không tính được cho năm \(year); chỉ có thể đến năm \(last), là năm liền sau năm mới nhất đã bắt đầu"
    }
  }

  private func words(_ obstacle: VariantObstacle) -> String {
    switch obstacle {
    case .otherYear(let period, let year): return "kỳ \(told(period)) không thuộc năm \(year)"
    case .exceeded(let condition, let growth):
      return "riêng phần đã thực hiện đã cho \(growth), vượt điều kiện \(condition)"
    case .contradicted(let condition, let others, let room):
      let left =
        switch room {
        case .exactly(let value): value
        case .between(let low, let high): "từ \(low) đến \(high)"
        case .moreThan(let low): "trên \(low)"
        }
      return "\(condition) mâu thuẫn với \(list(others)), vì khi đó chỉ có thể là \(left)"
    case .unmet(let condition, let others):
      return "không đường mô phỏng nào đạt \(condition)"
        + (others.isEmpty ? "" : " cùng với \(list(others))")
    }
  }
}

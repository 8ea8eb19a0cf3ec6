import ForecastCommands

@main
enum Main {
  static func main() { Forecast.start() }
}

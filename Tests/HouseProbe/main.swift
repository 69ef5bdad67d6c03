import Glibc
import House

// front SOCKET STATE [shared|foreground|alone] [yields] [nohup] [mortal] [kept] | house … | watch SOCKET STATE | elder SOCKET STATE | introduce SOCKET STATE | confirm SOCKET STATE
let words = CommandLine.arguments
let address = words.count > 3 ? HouseAddress(socket: words[2], state: words[3]) : .standard()
switch words.count > 1 ? words[1] : "" {
case HouseStart.subcommand:
    exit(SmallHouse.run(Array(words.dropFirst(2))))
case Guardian.subcommand:
    exit(Guardian.run(Array(words.dropFirst(2))))
case Keeper.subcommand:
    exit(Keeper.run(Array(words.dropFirst(2))))
case "front":
    let flags = Set(words.dropFirst(4))
    if flags.contains("nohup") { signal(SIGHUP, SIG_IGN) }
    var configuration = FrontConfiguration(address: address, yields: flags.contains("yields"))
    if flags.contains("kept") { configuration.arguments = ["kept"] }
    if flags.contains("mortal") { configuration.mostDeaths = 1 }
    if flags.contains("foreground") { configuration.bond = .foreground }
    if flags.contains("alone") { configuration.bond = .alone }
    exit(Front.run(configuration))
case "watch":
    do {
        try Watch.run(address)
    } catch {
        print(error)
        exit(error.exitCode)
    }
case "confirm":
    do {
        var said = ""
        _ = try Question(to: address).ask("confirm", patience: .seconds(10)) { part in
            said += part
            return part == "sure?" ? [["yes"]] : []
        }
        print(said)
        exit(EXIT_SUCCESS)
    } catch {
        print(error)
        exit(error.exitCode)
    }
case "introduce":
    do {
        guard let house = try Question(to: address).house() else { exit(EX_UNAVAILABLE) }
        print("version \(house.version), wire \(house.speaksThisWire), replaced \(house.isReplaced)")
        exit(EXIT_SUCCESS)
    } catch {
        print(error)
        exit(error.exitCode)
    }
case "elder":
    Elder.listen(at: address)
case "ask-as-nobody":
    setgid(65_534)
    setuid(65_534)
    do {
        _ = try Question(to: address).ask("status")
        exit(EXIT_SUCCESS)
    } catch {
        print(error)
        exit(error.exitCode)
    }
default:
    exit(EX_USAGE)
}

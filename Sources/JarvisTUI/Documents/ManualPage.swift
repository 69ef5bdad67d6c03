import CommandLine
import Multiplexer

/// jarvis(1) in the macros of groff_man(7).
struct ManualPage {
    private let handbook: Handbook
    private var lines: [String] = []

    init(_ handbook: Handbook) {
        self.handbook = handbook
        head()
        commands()
        keys()
        configuration()
        list("EXIT STATUS", Handbook.exitCodes)
        list("ENVIRONMENT", Surroundings.environment)
        list("FILES", Surroundings.files)
        section("SEE ALSO")
        lines.append(Self.safe("systemd(1), tmux(1), pveum(1), sysexits.h(3head), terminfo(5)"))
    }

    /// The whole page.
    var text: String { lines.joined(separator: "\n") + "\n" }

    private mutating func head() {
        lines += [
            ".\\\" Written by `make docs` from the program's own lists; change those.",
            ".TH JARVIS 1 \"\" \"jarvis \(Version.text)\" \"User Commands\"",
        ]
        section("NAME")
        lines.append("jarvis \\- a command center for Proxmox homelabs, with a butler and a shell")
        section("SYNOPSIS")
        for command in handbook.commands { lines += [Self.safe(command.usage), ".br"] }
        lines += ["jarvis \\-\\-version", ".br", "jarvis [\\fICOMMAND\\fR] \\-\\-help"]
        section("DESCRIPTION")
        lines += Self.description.map(Self.safe)
    }

    private static let description = [
        "Jarvis shows Proxmox clusters, a butler and a shell side by side in one terminal. Without a configuration "
            + "it opens the demo on a simulated cluster.",
        "",
        "The program that is started is the front. It hands its terminal to the house, a process that owns "
            + "clusters, shell and memory and goes on when the terminal is lost; the next front finds it. The commands "
            + "without a screen ask the running house of the same state, do the work themselves when there is none, and "
            + "start none.",
    ]

    private mutating func commands() {
        section("COMMANDS")
        for command in handbook.commands {
            lines += [".SS " + Self.safe(command.usage), Self.safe(command.abstract)]
            if !command.discussion.isEmpty { lines += [".PP"] + Self.paragraph(command.discussion) }
            for argument in command.arguments { item(argument.spelling, argument.meaning) }
        }
        lines += [".PP", Self.safe("Completions: jarvis --generate-completion-script bash, zsh or fish.")]
    }

    private mutating func keys() {
        section("KEYS")
        lines.append(
            Self.safe(
                "^X is Ctrl and X, M- is Alt, S- is Shift. The prefix key is ^A unless ui.prefix names another. "
                    + "Each command's id, by which keys in config.yaml gives it others, stands behind its sentence."
            ))
        for (title, commands) in Handbook.keys {
            lines.append(".SS " + Self.safe(title))
            for command in commands {
                item(command.writtenKeys, "\(command.name): \(command.help) (\(command.id))")
            }
        }
        lines.append(".SS " + Self.safe("In the chat's line"))
        for word in Handbook.words { item(word.name, word.meaning) }
    }

    private mutating func configuration() {
        section("CONFIGURATION")
        lines.append(
            Self.safe(
                "config.yaml is YAML. `jarvis config init` writes one, `jarvis config check` names every mistake."
            ))
        for page in Handbook.settings {
            lines.append(".SS " + Self.safe(Handbook.title(of: page)))
            for row in page.rows {
                item(row.key, "\(row.help) (\(Handbook.facts(of: row).joined(separator: "; ")))")
            }
        }
    }

    private mutating func list(_ title: String, _ entries: [Entry]) {
        section(title)
        for entry in entries { item(entry.name, entry.meaning) }
    }

    private mutating func section(_ title: String) { lines.append(".SH " + title) }

    private mutating func item(_ name: String, _ meaning: String) {
        lines += [".TP", ".B " + Self.safe(name), Self.safe(meaning)]
    }

    private static func paragraph(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) }
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Text as groff(7) reads it, in ASCII: a backslash as itself, a hyphen that can be copied, no macro at the start.
    static func safe(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing(
            "^", with: "\\(ha"
        )
        .replacing("~", with: "\\(ti").replacing("`", with: "\\(ga")
        .unicodeScalars.map { $0.isASCII ? String($0) : "\\[u\(Self.hexadecimal($0))]" }.joined()
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }
}

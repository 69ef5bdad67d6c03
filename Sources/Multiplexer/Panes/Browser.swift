import Subprocess
import Text

/// The program that shows an address on the desktop the terminal is on.
package struct Browser: Equatable, Sendable {
    package let words: [String]
    /// What tells the program of the desktop.
    private let environment: [String: String]

    /// How long it may take to hand the address over; one that shows it itself goes on, unwatched.
    private static let deadline = Duration.seconds(5)
    private static let desktop = ["DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"]

    /// By the environment of the terminal's visitor; `nil` where there is no desktop.
    package init?(_ environment: [String: String]) {
        let known = environment.filter { Self.desktop.contains($0.key) && !$0.value.isEmpty }
        guard known["DISPLAY"] != nil || known["WAYLAND_DISPLAY"] != nil else { return nil }
        self.environment = known
        let named = (environment["BROWSER"] ?? "").split(separator: ":").first.map(String.init) ?? ""
        let words = named.split(separator: " ").map(String.init)
        self.words = words.isEmpty ? ["xdg-open"] : words
    }

    /// Gives it an address, as one word and through no shell; `nil` when all went well, else a sentence.
    package func open(_ address: String) async -> String? {
        let variables = environment.map { (Environment.Key(rawValue: $0.key), Optional($0.value)) }
        let known = Dictionary(variables.compactMap { key, value in key.map { ($0, value) } }) { first, _ in
            first
        }
        let (endings, ending) = AsyncStream.makeStream(of: String?.self)
        Task { @concurrent in
            ending.yield(await run(address, known))
            ending.finish()
        }
        do {
            return try await withDeadline(Self.deadline) {
                for await failure in endings { return failure }
                return nil
            }
        } catch {
            return nil
        }
    }

    /// To the program's end.
    private func run(_ address: String, _ desktop: [Environment.Key: String?]) async -> String? {
        do {
            let result = try await Subprocess.run(
                .name(words[0]), arguments: .init(words.dropFirst() + [address]),
                environment: .inherit.updating(desktop), output: .discarded, error: .discarded)
            return result.terminationStatus.isSuccess
                ? nil : "\(words[0]) ended with \(result.terminationStatus)."
        } catch {
            return "\(words[0]) could not be started: \(error)"
        }
    }
}

/// Which addresses may be opened at all.
package enum AddressScheme {
    private static let known = ["http://", "https://", "mailto:"]

    /// Whether an address may be handed to a browser: what else a desktop would run is nobody's to say here.
    package static func isKnown(_ address: String) -> Bool {
        let start = address.prefix(10).lowercased()
        return known.contains { start.hasPrefix($0) }
    }
}

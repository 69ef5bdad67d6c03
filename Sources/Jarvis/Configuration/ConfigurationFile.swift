import Settings

/// The folders of one user, after the XDG base directory specification.
package struct Folders: Sendable, Hashable {
    /// Where `config.yaml` and the user's themes are.
    package var configuration: String
    /// Where the database, the crash files and the pins are; 0700.
    package var state: String

    /// Reads `XDG_CONFIG_HOME`, `XDG_STATE_HOME` and `HOME`.
    package init(environment: [String: String]) {
        let home = environment["HOME"] ?? "/"
        func folder(_ variable: String, _ fallback: String) -> String {
            let value = environment[variable] ?? ""
            return (value.hasPrefix("/") ? value : "\(home)/\(fallback)") + "/jarvis"
        }
        configuration = folder("XDG_CONFIG_HOME", ".config")
        state = folder("XDG_STATE_HOME", ".local/state")
    }

    /// The configuration file.
    package var configurationFile: String {
        configuration + "/config.yaml"
    }
}

extension Configuration {
    /// Reads a configuration file; `nil` when there is none, which is how the demo begins.
    package static func read(file: String) throws(SettingsError) -> Configuration? {
        try ConfigurationReading(file: file)?.faultless()
    }
}

import FoundationEssentials
import Settings

/// The themes found in folders, one YAML file each; a later folder hides a name of an earlier one.
package struct ThemeLibrary: Sendable {
    /// The files by the name of the theme, which is the file's without `.yaml`.
    private let files: [String: String]
    /// Where they were looked for.
    private let folders: [String]

    /// The largest theme file that is read, in bytes.
    private static let largestFile = 64 << 10
    /// How many themes may extend each other in a row.
    private static let deepest = 8

    /// Looks into the folders: the built-in one first, then the user's; one that is not there is empty.
    ///
    /// Throws when a folder is there and cannot be listed.
    package init(folders: [String]) throws(SettingsError) {
        var files: [String: String] = [:]
        for folder in folders where FileManager.default.fileExists(atPath: folder) {
            let entries: [String]
            do {
                entries = try FileManager.default.contentsOfDirectory(atPath: folder)
            } catch {
                throw SettingsError(file: folder, problem: "cannot be listed: \(error)")
            }
            for entry in entries where entry.hasSuffix(".yaml") && !entry.hasPrefix(".") {
                files[String(entry.dropLast(5))] = folder + "/" + entry
            }
        }
        self.files = files
        self.folders = folders
    }

    /// The names of the themes, in order.
    package var names: [String] { files.keys.sorted() }

    /// The themes that are there now; those of before where the folders cannot be listed any more.
    package var renewed: ThemeLibrary {
        do throws(SettingsError) {
            return try ThemeLibrary(folders: folders)
        } catch {
            return self
        }
    }

    /// Reads a theme.
    ///
    /// Throws what is wrong with its file, or that there is no such theme and which there are.
    package func theme(named name: String) throws(SettingsError) -> Theme {
        guard files[name] != nil else { throw SettingsError(file: "theme", problem: missing(name)) }
        return try load(name, depth: 0)
    }

    /// What is wrong with the theme of that name, in a sentence; `nil` for nothing.
    ///
    /// Where there are no themes at all, as beside a program that was copied alone, any name is as good as another.
    package static func fault(of name: String, in folders: [String]) -> String? {
        do throws(SettingsError) {
            let library = try ThemeLibrary(folders: folders)
            if !library.names.isEmpty { _ = try library.theme(named: name) }
            return nil
        } catch {
            return error.file == "theme" ? error.problem : error.description
        }
    }

    private func load(_ name: String, depth: Int) throws(SettingsError) -> Theme {
        let file = files[name] ?? ""
        let text = try read(file)
        return try Theme(parsing: text, file: file, name: name) { (parent, place) throws(SettingsError) in
            guard files[parent] != nil else { throw place.error(missing(parent)) }
            guard depth < ThemeLibrary.deepest else {
                throw place.error("themes extend each other in a circle")
            }
            return try load(parent, depth: depth + 1)
        }
    }

    private func missing(_ name: String) -> String {
        guard !names.isEmpty else { return "there are no themes in \(folders.joined(separator: " or "))" }
        return "there is no theme \"\(name)\"; there are: \(names.joined(separator: ", "))"
    }

    private func read(_ file: String) throws(SettingsError) -> String {
        do {
            let data = try Data(contentsOf: URL(filePath: file))
            guard data.count <= ThemeLibrary.largestFile, let text = String(validating: data, as: UTF8.self)
            else {
                throw SettingsError(file: file, problem: "not a theme: expected UTF-8 text of at most 64 KiB")
            }
            return text
        } catch let error as SettingsError {
            throw error
        } catch {
            throw SettingsError(file: file, problem: "cannot be read: \(error)")
        }
    }
}

/// What a word of a command may be that is not spelled out.
enum CommandValue: Sendable, Hashable {
    /// 0 to 999,999.
    case number
    /// A guest's number.
    case vmid
    /// A name of a thing: letters, digits and `._:@-`, and no option.
    case name
    /// A pool's name, which begins with a letter: a number would be how many seconds to wait before the next look.
    case pool
    /// Names with `/` and commas between, as datasets and properties have.
    case place
    /// A disk, or what lies on one; to open other devices may do something, as it starts a watchdog.
    case disk
    /// A path of files from the root.
    case path
    /// A path of Proxmox' interface that tells figures and lists: ``APIPaths``.
    case apiPath
    /// A moment or a span: `2026-11-30 10:00`, `yesterday`, `-2h`, `10m`, `1 hour ago`.
    case time
    /// One of these.
    case word(Set<String>)
    /// Several of these with commas between.
    case list(Set<String>)

    private static let nameSigns = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:@-")
    private static let placeSigns = nameSigns.union([","])
    private static let longest = 120
    private static let disks = ["sd", "vd", "xvd", "nvme", "md", "dm-", "mapper/", "disk/by-", "zvol/"]

    func takes(_ word: String) -> Bool {
        guard !word.isEmpty, word.utf8.count <= Self.longest else { return false }
        switch self {
        case .number: return word.allSatisfy(\.isDigit) && word.count <= 6
        case .vmid: return word.isVMID
        case .name: return word.first != "-" && word.allSatisfy(Self.nameSigns.contains)
        case .pool: return word.first?.isLetter == true && word.allSatisfy(Self.nameSigns.contains)
        case .place: return Self.isPath(word, Self.placeSigns)
        case .disk:
            let name = word.dropFirst(5)
            return word.hasPrefix("/dev/") && Self.disks.contains(where: name.hasPrefix) && Self.isPath(name)
        case .path: return word == "/" || word.hasPrefix("/") && Self.isPath(word.dropFirst())
        case .apiPath: return APIPaths.tell(word)
        case .time: return Self.isTime(word)
        case .word(let words): return words.contains(word)
        case .list(let words):
            return word.split(separator: ",", omittingEmptySubsequences: false).allSatisfy {
                words.contains(String($0))
            }
        }
    }

    /// Up to three words, of which only a single one has a sign before it: in a line made of them again nothing would be an
    /// option.
    private static func isTime(_ word: String) -> Bool {
        let parts = word.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count <= 3 else { return false }
        return parts.allSatisfy { part in
            let rest = parts.count == 1 && "+-".contains(part.first ?? " ") ? part.dropFirst() : part
            guard let first = rest.first, first.isDigit || first.isASCII && first.isLetter else {
                return false
            }
            return rest.allSatisfy { $0.isDigit || $0.isASCII && $0.isLetter || ":.-".contains($0) }
        }
    }

    /// Names with slashes between, none of which leads up or is an option.
    private static func isPath(_ word: some StringProtocol, _ signs: Set<Character> = nameSigns) -> Bool {
        word.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part != "." && part != ".." && part.first != "-"
                && part.allSatisfy(signs.contains)
        }
    }
}

/// The paths of Proxmox' interface that tell figures and lists, and nothing that opens a door.
///
/// Only what is listed: among the others a GET reads files of guests, prints keys and the configuration of everything, or asks a
/// host that the path names.
enum APIPaths {
    /// Parts with a name have a kind: `NODE` is the machine itself, as every other name would be looked up and called.
    private static let all: [[String]] = [
        "/", "/version", "/cluster/resources", "/cluster/status", "/cluster/tasks", "/cluster/log",
        "/cluster/ha/resources", "/cluster/ha/status/current", "/cluster/replication", "/nodes", "/storage",
        "/pools", "/nodes/NODE/status", "/nodes/NODE/version", "/nodes/NODE/time", "/nodes/NODE/qemu",
        "/nodes/NODE/lxc", "/nodes/NODE/tasks", "/nodes/NODE/tasks/TASK/status", "/nodes/NODE/tasks/TASK/log",
        "/nodes/NODE/services", "/nodes/NODE/disks/list", "/nodes/NODE/disks/zfs", "/nodes/NODE/network",
        "/nodes/NODE/qemu/VMID/status/current", "/nodes/NODE/qemu/VMID/config",
        "/nodes/NODE/qemu/VMID/snapshot", "/nodes/NODE/lxc/VMID/status/current",
        "/nodes/NODE/lxc/VMID/snapshot",
    ].map(parts)

    static func tell(_ path: String) -> Bool {
        guard path.hasPrefix("/") else { return false }
        let asked = parts(path)
        return all.contains { $0.count == asked.count && zip($0, asked).allSatisfy(fits) }
    }

    private static func parts(_ path: String) -> [String] {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    private static func fits(_ kind: String, _ part: String) -> Bool {
        switch kind {
        case "NODE": part == "localhost"
        case "VMID": part.isVMID
        case "TASK": part.hasPrefix("UPID:") && CommandValue.name.takes(part)
        default: part == kind
        }
    }
}

extension Character {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

extension String {
    /// A guest's number, as Proxmox writes it.
    fileprivate var isVMID: Bool { allSatisfy(\.isDigit) && (3...9).contains(count) && first != "0" }
}

import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    /// The most guests that are named.
    private static let mostFinds = 20

    /// Looks for a guest in the other clusters in Jarvis' care, by name or number.
    static func findGuest(beside sites: [Site]) -> Tool {
        let parameter = ToolParameter("name", .text, "The guest's name or VMID.", isRequired: true)
        return .reading(definition("find_guest", PackageResources.find_guest_md, [parameter])) { arguments in
            let wanted = arguments["name"]?.string.map { $0.lowercased() } ?? ""
            var rows: [JSONValue] = []
            for site in sites {
                for guest in await site.snapshot.guests where isMeant(guest, by: wanted) {
                    guard case .object(var row) = guest.row else { continue }
                    row["cluster"] = .string(site.name)
                    rows.append(.object(row))
                }
            }
            return ToolOutcome([
                "clusters": .array(sites.map { .string($0.name) }),
                "guests": .array(Array(rows.prefix(mostFinds))),
            ])
        }
    }

    private static func isMeant(_ guest: Guest, by wanted: String) -> Bool {
        guest.name.map { "\($0)".lowercased() == wanted } == true || guest.vmid.description == wanted
    }
}

import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func storage(_ site: Site) -> Tool {
        .reading(definition("get_storage", PackageResources.get_storage_md, [nodeParameter])) { arguments in
            let snapshot = try await sight(of: site)
            let node = try node(arguments, in: snapshot)
            let rows = snapshot.storageRows.filter { row in
                node == nil || row["node"]?.string == node?.text
            }
            return outcome(["storage": .array(rows)], from: snapshot)
        }
    }
}

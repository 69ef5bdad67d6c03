import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func storage(_ site: Site) -> Tool {
        .reading(definition(.storage, PackageResources.get_storage_md, [nodeParameter])) { arguments in
            let snapshot = try await sight(of: site)
            let node = try node(arguments, in: snapshot)
            let rows = snapshot.storages.filter { node == nil || $0.node == node }
            return outcome(["storage": .array(rows.map(ResourceRow.storage))], from: snapshot)
        }
    }
}

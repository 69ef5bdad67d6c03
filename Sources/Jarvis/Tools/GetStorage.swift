import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func storage(_ site: Site) -> Tool {
        .reading(definition(.storage, PackageResources.get_storage_md, [nodeParameter])) { arguments in
            let snapshot = await site.snapshot
            let node = try node(arguments, in: snapshot)
            let rows = snapshot.storages.filter { node == nil || $0.node == node }
            return ToolOutcome(["storage": .array(rows.map(ResourceRow.storage))])
        }
    }
}

import FoundationEssentials

extension ClusterSnapshot {
    /// The same cluster with other names for all in it.
    package func renamed(by names: inout some Renaming) -> ClusterSnapshot {
        var renamed = self
        renamed.name = names.name(.cluster, name)
        renamed.clusterName = clusterName.map { names.name(.cluster, $0) }
        renamed.nodes = nodes.map { $0.renamed(by: &names) }
        renamed.guests = guests.map { $0.renamed(by: &names) }
        for index in storages.indices { renamed.storages[index].id = storages[index].id.renamed(by: &names) }
        for index in pools.indices { renamed.pools[index].name = names.renamed(pools[index].name, .pool) }
        renamed.tasks = tasks.map { $0.renamed(by: &names) }
        renamed.hindsight.troubles = hindsight.troubles.map { $0.renamed(by: &names) }
        renamed.hindsight.onsets = names.renamed(hindsight.onsets) { key, names in
            HealthFinding.Key(subject: key.subject.renamed(by: &names), topic: names.text(key.topic))
        }
        for index in highAvailability.indices {
            let entry = highAvailability[index]
            renamed.highAvailability[index].node = entry.node.map { names.renamed($0, .node) }
            renamed.highAvailability[index].status = entry.status.map { names.text($0) }
        }
        renamed.voting?.nodes = names.renamed(voting?.nodes ?? [:]) { node, names in
            names.renamed(node, .node)
        }
        renamed.voting?.device?.host = voting?.device?.host.map { names.text($0) }
        renamed.backups = backups.map { record in
            BackupRecord(made: record.made, unread: record.unread.map { $0.renamed(by: &names) })
        }
        renamed.unreachable = names.renamed(unreachable) { node, names in names.renamed(node, .node) }
        renamed.entryFaults = names.renamed(entryFaults) { $0.renamed(by: &$1) }
        renamed.entry = entry?.renamed(by: &names)
        renamed.freshness = names.renamed(freshness) { section, names in
            SnapshotSection(section.kind, of: section.node.map { names.renamed($0, .node) })
        }
        return renamed
    }
}

extension Renaming {
    /// Another name for one that Proxmox uses in paths.
    package mutating func renamed<Thing>(_ name: Name<Thing>, _ kind: NamedKind) -> Name<Thing> {
        Name(self.name(kind, name.text)) ?? name
    }

    /// The same values under other keys.
    package mutating func renamed<Key, Value>(
        _ values: [Key: Value], _ change: (Key, inout Self) -> Key
    ) -> [Key: Value] {
        Dictionary(values.map { (change($0.key, &self), $0.value) }) { first, _ in first }
    }
}

extension Node {
    fileprivate func renamed(by names: inout some Renaming) -> Node {
        var node = self
        node.name = names.renamed(name, .node)
        node.address = address.map { names.name(.host, $0) }
        return node
    }
}

extension Guest {
    fileprivate func renamed(by names: inout some Renaming) -> Guest {
        var guest = self
        guest.node = names.renamed(node, .node)
        guest.name = name.map { names.name(.guest, $0) }
        guest.tags = tags.map { names.name(.tag, $0) }
        guest.pool = pool.map { names.renamed($0, .pool) }
        // What a cut leaves of one in a column is none that is found there.
        guest.address = address?.masked
        return guest
    }
}

extension Storage.ID {
    package func renamed(by names: inout some Renaming) -> Storage.ID {
        Storage.ID(node: names.renamed(node, .node), name: names.renamed(name, .storage))
    }
}

extension Endpoint {
    fileprivate func renamed(by names: inout some Renaming) -> Endpoint {
        var endpoint = self
        endpoint.host = names.name(.host, host)
        return endpoint
    }
}

extension ClusterTask {
    fileprivate func renamed(by names: inout some Renaming) -> ClusterTask {
        var task = self
        task.upid = upid.renamed(by: &names)
        task.token = token.map { names.name(.user, $0) }
        switch state {
        case .failed(let words): task.state = .failed(names.text(words))
        case .interrupted(let words): task.state = .interrupted(names.text(words))
        case .running, .ok, .warnings, .unknown: break
        }
        return task
    }
}

extension UPID {
    package func renamed(by names: inout some Renaming) -> UPID {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        parts[1] = names.renamed(node, .node).text
        var other = subject
        for kind in [NamedKind.node, .storage, .pool, .user] where other == subject {
            other = names.name(kind, subject)
        }
        parts[6] = other == subject ? names.text(subject) : other
        parts[7] = names.text(user)
        return UPID(parts.joined(separator: ":")) ?? self
    }
}

extension HealthFinding {
    /// The same finding with other names for all in it.
    package func renamed(by names: inout some Renaming) -> HealthFinding {
        HealthFinding(
            severity, subject.renamed(by: &names), names.text(what), topic: names.text(topic),
            on: node.map { names.renamed($0, .node) }, detail: detail.map { names.text($0) }, since: since,
            timing: timing, remedy: names.text(remedy))
    }
}

extension HealthFinding.Subject {
    fileprivate func renamed(by names: inout some Renaming) -> HealthFinding.Subject {
        switch self {
        case .cluster: .cluster
        case .node(let name): .node(names.renamed(name, .node))
        case .guest(let name): .guest(names.text(name))
        case .storage(let name): .storage(names.name(.storage, name))
        case .storages(let node): .storages(of: names.renamed(node, .node))
        case .entry(let place): .entry(names.text(place))
        }
    }
}

extension Endpoint {
    /// The next free VMID, as a string though the schema says integer.
    static let nextID = Endpoint(
        method: .get, path: "/cluster/nextid", parameters: [.integer("vmid", 100...999_999_999)],
        access: .everyone
    ) { world, call throws(Refusal) in
        if let wanted = call.int("vmid") {
            guard world.guests[wanted] == nil else { throw .wrong(["vmid": "VM \(wanted) already exists"]) }
            return Reply(.text("\(wanted)"))
        }
        let free = (100...999_999_999).first { world.guests[$0] == nil } ?? 100
        return Reply(.text("\(free)"))
    }
}

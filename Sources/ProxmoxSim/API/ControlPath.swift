extension World {
    /// What lies beside the API: the page for people, and the path that starts scenarios.
    ///
    /// The port is open to this machine alone, so that the control path asks for no ticket.
    mutating func page(for request: WireRequest) -> WireReply? {
        let path = request.path
        if path == "/" {
            return WireReply(
                contentType: "text/html;charset=UTF-8", text: "<title>\(clusterName) (simulated)</title>\n")
        }
        guard path.hasPrefix("/jarvis-sim/") else { return nil }
        if request.method == "GET", path == "/jarvis-sim/scenario" {
            let rows: [Row] = Scenario.all.map { ["name": .text($0.name), "help": .text($0.help)] }
            return WireReply(Reply(.rows(rows)), format: .json, seed: seed)
        }
        if path.hasPrefix("/jarvis-sim/fault/") { return faultPage(for: request) }
        if request.method == "POST", let scenario = Scenario.named(String(path.dropFirst(21))) {
            scenario.act(&self)
            return WireReply(Reply(.text(scenario.name)), format: .json, seed: seed)
        }
        let names = Scenario.all.map(\.name).joined(separator: ", ")
        return WireReply(
            .failed("no such scenario, choose one of: \(names)"), format: .json, seed: seed)
    }

    /// `POST /jarvis-sim/fault/NODE/FAULT` makes a node's API daemon ill, `DELETE /jarvis-sim/fault/NODE` well.
    private mutating func faultPage(for request: WireRequest) -> WireReply {
        let parts = request.path.split(separator: "/").dropFirst(2).map(String.init)
        let fault = parts.count == 2 ? NodeFault(rawValue: parts[1]) : nil
        guard let name = parts.first, node(name) != nil, (request.method == "POST") == (fault != nil) else {
            let kinds = NodeFault.allCases.map(\.rawValue).joined(separator: ", ")
            return WireReply(
                .failed("give a node and one of: \(kinds)"), format: .json, seed: seed)
        }
        faults[name] = fault
        return WireReply(Reply(.text(fault?.rawValue ?? "well")), format: .json, seed: seed)
    }
}

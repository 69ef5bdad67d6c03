import AIKit

extension MCPFault: Explained {
    package enum Code: String, ErrorCode {
        case unreached = "J-MCP-01"
        case gone = "J-MCP-02"
        case silent = "J-MCP-03"
        case flood = "J-MCP-04"
        case nonsense = "J-MCP-05"
        case refused = "J-MCP-06"
        case changed = "J-MCP-07"
        case cancelled = "J-MCP-08"
    }

    package var code: Code {
        switch self {
        case .unreached: .unreached
        case .gone: .gone
        case .silent: .silent
        case .flood: .flood
        case .nonsense: .nonsense
        case .refused: .refused
        case .changed: .changed
        case .cancelled: .cancelled
        }
    }
}

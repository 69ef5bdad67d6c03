import ArgumentParser
import Jarvis

/// The commands beside the house itself; a new one is a line here.
package enum Subcommands {
    /// The first is what `jarvis` alone means.
    package static let shown: [any ParsableCommand.Type] = [
        OpenCommand.self, DemoCommand.self, MultiplexerCommand.self, StatusCommand.self, DescribeCommand.self,
        AskCommand.self, DoctorCommand.self, ProveCommand.self, ExplainCommand.self, ConfigCommand.self,
        TrustCommand.self, AuditCommand.self, KillCommand.self, UnkillCommand.self, CostCommand.self,
        EvalCommand.self, ExamCommand.self, MCPCommand.self, MemoryCommand.self, SimulateCommand.self,
        WatchCommand.self,
        KillHouseCommand.self,
    ]
}

/// Which version this is.
package enum Version {
    package static let text = OwnVersion.text
}

import AIKit
import Counterparts
import HTTP
import Testing

@testable import Jarvis

/// Which tools a small model is told of.
@Suite(.timeLimit(.minutes(5)))
struct MicroCatalogueTests {
    private static let all = [
        "execute_ssh", "find_guest", "get_backups", "get_cluster_resources", "get_cluster_status",
        "get_containers", "get_disks", "get_events", "get_guest_config", "get_guest_status", "get_history",
        "get_node_status", "get_node_temperature", "get_recent_tasks", "get_storage", "get_task_log",
        "get_vms",
        "memory_search", "reset_vm", "restart_container", "restart_vm", "resume_vm", "snapshot_guest",
        "start_container", "start_vm", "stop_container", "stop_vm", "suspend_vm",
    ]

    @Test(arguments: [
        ("when was jellyfin last backed up", ["get_backups", "get_storage", "get_task_log"]),
        ("which backups failed", ["get_backups", "get_recent_tasks", "get_task_log"]),
        ("how full is nas-nfs", ["get_storage"]), ("are the disks healthy", ["get_disks", "get_storage"]),
        ("why did win11 not start", ["get_task_log", "get_recent_tasks", "get_events", "start_vm"]),
        ("how hot is pve", ["get_node_temperature", "get_node_status"]),
        ("cpu of pve last week", ["get_history", "get_node_status"]),
        ("restart nextcloud", ["restart_vm", "restart_container"]),
        ("please shut down grafana", ["stop_vm", "stop_container"]),
        ("suspend docker", ["suspend_vm"]), ("turn it off and on again", ["start_vm", "restart_container"]),
        ("which vms are running", ["get_vms", "get_containers"]),
        ("what happened last night", ["get_events", "get_recent_tasks"]),
        ("take a snapshot of gitea", ["snapshot_guest"]), ("what did we say earlier", ["memory_search"]),
        ("which tags does k3s-1 have", ["get_guest_config"]), ("run zpool status", ["execute_ssh"]),
        ("hm", ["get_cluster_status", "get_events"]), ("", ["get_cluster_resources"]),
    ])
    func `the tools suit the question`(question: String, wanted: [String]) {
        let names = MicroCatalogue.names(for: question, of: Self.all)
        #expect(names.isSuperset(of: wanted), "\(names.sorted())")
        #expect(MicroCatalogue.bounds.contains(names.count), "\(names.sorted())")
        #expect(names.isSuperset(of: ["find_guest", "get_cluster_resources", "get_guest_status"]))
    }

    @Test func `what was used a moment ago stays at hand, and no more than ten are told of`() {
        let names = MicroCatalogue.names(
            for: "and the second one?", used: ["get_backups", "get_task_log"], of: Self.all)
        #expect(names.isSuperset(of: ["get_backups", "get_task_log"]))
        let many = MicroCatalogue.names(
            for: "start stop restart suspend resume reset every vm and container, and tell me of backups",
            used: Self.all, of: Self.all)
        #expect(many.count == 10)
        #expect(MicroCatalogue.names(for: "status", of: ["a", "b"]).isEmpty)
    }

    @Test func `a local model is told of few tools, the same through a turn, and still may call others`()
        async throws
    {
        let model = RecordedModel(
            "m",
            parsing: """
                > how full is nas-nfs
                * get_storage {}
                * get_containers {}
                = 71 %
                """)
        let server = try Loopback { model.answer($0) }
        defer { server.stop() }
        try await Homestead.live { home in
            let settings = MindSettings()
            await home.estate.use(Mind([Self.model(at: server, window: 8192)]), of: settings)
            #expect(try await home.ask("how full is nas-nfs").hasPrefix("71 %"))
            let requests = server.requests.filter { $0.contains("\"tools\"") }
            #expect(requests.count == 3)
            let told = requests.map { request in
                Self.all.filter { request.contains("\"name\":\"\($0)\",\"parameters") }
            }
            let few = told.first ?? []
            #expect(MicroCatalogue.bounds.contains(few.count), "\(few)")
            #expect(few.contains("get_storage") && !few.contains("get_containers"))
            #expect(Set(told) == [few])
            // Briefly said, and what it knew of by itself was looked at as well.
            #expect(requests[0].contains("butler of a homelab on Proxmox. Formal"))
            let kept = try await home.butler.resume()
            #expect(kept.flatMap(\.toolResults).map(\.isError) == [false, false])
        }
    }

    @Test func `his own words and few tools leave half of a window of 4,096 tokens`() async throws {
        let model = RecordedModel("m", parsing: "> how full is nas-nfs\n= 71 %\n")
        let server = try Loopback { model.answer($0) }
        defer { server.stop() }
        try await Homestead.live { home in
            await home.estate.use(Mind([Self.model(at: server, window: 4096)]), of: MindSettings())
            _ = try await home.ask("how full is nas-nfs")
            let sent = try #require(server.requests.last { $0.hasPrefix("POST") })
            // Three bytes a token, as is reckoned before a server has counted any.
            #expect(sent.utf8.count / 3 < 2048, "\(sent.utf8.count)")
            #expect(home.witness.warnings == [])
        }
    }

    @Test func `a large window in a cloud is told of everything`() async throws {
        let model = RecordedModel("m", parsing: "> how full is nas-nfs\n= 71 %\n")
        let server = try Loopback { model.answer($0) }
        defer { server.stop() }
        try await Homestead.live { home in
            let far = AnsweringModel(
                name: "gpt",
                provider: OpenAIProvider(
                    model: "m", server: ModelServer(client: HTTPClient(), base: server.address + "/v1"),
                    dialect: OpenAIDialect(limitKey: "max_tokens", isLocal: false), contextTokens: 200_000),
                privacy: .cloud)
            await home.estate.use(Mind([far]), of: MindSettings())
            _ = try await home.ask("how full is nas-nfs")
            let sent = try #require(server.requests.last { $0.hasPrefix("POST") })
            #expect(Self.all.filter { $0 != "snapshot_guest" }.allSatisfy { sent.contains("\"\($0)\"") })
        }
    }

    private static func model(at server: Loopback, window: Int) -> AnsweringModel {
        AnsweringModel(
            name: "qwen",
            provider: OpenAIProvider(
                model: "m", server: ModelServer(client: HTTPClient(), base: server.address + "/v1"),
                dialect: .local, contextTokens: window), privacy: .lan)
    }
}

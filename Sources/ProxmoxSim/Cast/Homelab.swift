extension GuestRole {
    /// The guests of the homelab, spread over its four machines.
    static let homelab = onHome + onPVE + onAgent1 + onAgent + templates

    private static let onHome = [
        GuestRole(
            vmid: 100, kind: .qemu, name: "router", home: 0, cpus: 2, memory: 2_048, disk: 16,
            system: "other", tags: ["infra", "network"], pool: "infra", busy: 0.18, traffic: 900_000,
            agent: .answering),
        GuestRole(
            vmid: 101, kind: .qemu, name: "homeassistant", home: 0, cpus: 2, memory: 4_096, disk: 32,
            tags: ["home", "infra"], pool: "infra", busy: 0.15, fill: 0.48, agent: .answering),
        GuestRole(
            vmid: 102, kind: .qemu, name: "nas", home: 0, cpus: 4, memory: 8_192, disk: 32,
            tags: ["infra", "storage"], pool: "infra", busy: 0.14, fill: 0.82, traffic: 2_400_000,
            agent: .answering, shutdownSeconds: 22),
        GuestRole(
            vmid: 103, kind: .lxc, name: "jellyfin", home: 0, cpus: 4, memory: 4_096, disk: 32,
            system: "debian", tags: ["media"], pool: "media", busy: 0.35, fill: 0.4, traffic: 1_600_000),
        GuestRole(
            vmid: 104, kind: .lxc, name: "adguard", home: 0, cpus: 1, memory: 512, disk: 4,
            system: "alpine", tags: ["infra", "network"], pool: "infra", busy: 0.04, fill: 0.35),
        GuestRole(
            vmid: 105, kind: .qemu, name: "win11", home: 0, cpus: 8, memory: 8_192, disk: 128,
            system: "win11", tags: ["desktop"], mood: .stopped, busy: 0.2, agent: .silent,
            shutdownSeconds: nil),
    ]

    private static let onPVE = [
        GuestRole(
            vmid: 110, kind: .qemu, name: "docker", home: 1, cpus: 4, memory: 8_192, disk: 64,
            tags: ["docker", "lab"], pool: "lab", busy: 0.3, fill: 0.71, traffic: 200_000,
            agent: .answering),
        GuestRole(
            vmid: 111, kind: .lxc, name: "nextcloud", home: 1, cpus: 2, memory: 4_096, disk: 48,
            system: "debian", tags: ["cloud"], busy: 0.16, fill: 0.52, traffic: 180_000),
        GuestRole(
            vmid: 112, kind: .lxc, name: "postgres", home: 1, cpus: 2, memory: 4_096, disk: 24,
            system: "debian", tags: ["db"], pool: "infra", busy: 0.12, fill: 0.64),
        GuestRole(
            vmid: 113, kind: .lxc, name: "gitea", home: 1, cpus: 2, memory: 2_048, disk: 16,
            system: "alpine", tags: ["dev"], pool: "lab", busy: 0.06, fill: 0.44),
        GuestRole(
            vmid: 114, kind: .lxc, name: "vaultwarden", home: 1, cpus: 1, memory: 512, disk: 4,
            system: "alpine", tags: ["cloud", "security"], busy: 0.03, fill: 0.5),
        GuestRole(
            vmid: 115, kind: .qemu, name: "ubuntu-old", home: 1, cpus: 2, memory: 2_048, disk: 24,
            tags: ["attic"], mood: .stopped),
    ]

    private static let onAgent1 = [
        GuestRole(
            vmid: 120, kind: .qemu, name: "ollama", home: 2, cpus: 8, memory: 12_288, disk: 160,
            tags: ["ai"], pool: "lab", busy: 0.5, fill: 0.62, traffic: 40_000, agent: .answering),
        GuestRole(
            vmid: 121, kind: .qemu, name: "k3s-1", home: 2, cpus: 4, memory: 6_144, disk: 48,
            tags: ["k8s", "lab"], pool: "lab", busy: 0.22, fill: 0.68, agent: .answering),
        GuestRole(
            vmid: 122, kind: .qemu, name: "k3s-2", home: 2, cpus: 2, memory: 4_096, disk: 48,
            tags: ["k8s", "lab"], pool: "lab", busy: 0.2, fill: 0.6, agent: .silent),
        GuestRole(
            vmid: 123, kind: .lxc, name: "prometheus", home: 2, cpus: 2, memory: 2_048, disk: 32,
            system: "debian", tags: ["monitoring"], pool: "infra", busy: 0.1, fill: 0.66),
        GuestRole(
            vmid: 124, kind: .lxc, name: "grafana", home: 2, cpus: 1, memory: 1_024, disk: 8,
            system: "debian", tags: ["monitoring"], pool: "infra", busy: 0.05),
        GuestRole(
            vmid: 125, kind: .qemu, name: "build-runner", home: 2, cpus: 4, memory: 4_096, disk: 64,
            tags: ["dev"], mood: .paused, busy: 0.7),
        GuestRole(
            vmid: 126, kind: .lxc, name: "mqtt", home: 2, cpus: 1, memory: 256, disk: 4, system: "alpine",
            tags: ["home"], busy: 0.03, fill: 0.3),
    ]

    private static let onAgent = [
        GuestRole(
            vmid: 130, kind: .lxc, name: "pihole", home: 3, cpus: 1, memory: 512, disk: 8,
            system: "debian", tags: ["network"], pool: "infra", busy: 0.08, fill: 0.42),
        GuestRole(
            vmid: 131, kind: .lxc, name: "uptime-kuma", home: 3, cpus: 1, memory: 512, disk: 8,
            system: "debian", tags: ["monitoring"], busy: 0.1, fill: 0.6),
    ]

    private static let templates = [
        GuestRole(
            vmid: 9_000, kind: .qemu, name: "debian-12-cloud", home: 1, cpus: 2, memory: 2_048, disk: 8,
            tags: ["template"], mood: .stopped, isTemplate: true),
        GuestRole(
            vmid: 9_001, kind: .lxc, name: "alpine-base", home: 0, cpus: 1, memory: 256, disk: 2,
            system: "alpine", tags: ["template"], mood: .stopped, isTemplate: true),
    ]

    /// One of the many.
    static func crowd(vmid: VMID, home: Int, _ random: inout SeededRandom) -> GuestRole {
        let trade = random.pick(["web", "db", "cache", "worker", "mail", "ci", "app", "queue", "proxy"])
        let luck = random.unit()
        return GuestRole(
            vmid: vmid, kind: luck < 0.6 ? .qemu : .lxc, name: "\(trade)-\(vmid)", home: home,
            cpus: random.pick([1, 2, 4, 8]), memory: random.pick([512, 1_024, 2_048, 4_096]),
            disk: random.pick([8, 16, 32, 64]), system: luck < 0.6 ? "l26" : "debian",
            tags: [trade], mood: random.unit() < 0.12 ? .stopped : .running,
            busy: 0.02 + 0.3 * random.unit(), fill: 0.2 + 0.6 * random.unit())
    }
}

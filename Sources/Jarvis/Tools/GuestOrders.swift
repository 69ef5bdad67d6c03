import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func startVM(_ site: Site) -> Tool {
        order("start_vm", PackageResources.start_vm_md, .qemu, .start, site)
    }

    static func stopVM(_ site: Site) -> Tool {
        order("stop_vm", PackageResources.stop_vm_md, .qemu, .shutdown, forced: .stop, site)
    }

    static func restartVM(_ site: Site) -> Tool {
        order("restart_vm", PackageResources.restart_vm_md, .qemu, .reboot, site)
    }

    static func suspendVM(_ site: Site) -> Tool {
        order("suspend_vm", PackageResources.suspend_vm_md, .qemu, .suspend, site)
    }

    static func resumeVM(_ site: Site) -> Tool {
        order("resume_vm", PackageResources.resume_vm_md, .qemu, .resume, site)
    }

    static func resetVM(_ site: Site) -> Tool {
        order("reset_vm", PackageResources.reset_vm_md, .qemu, .reset, site)
    }

    static func startContainer(_ site: Site) -> Tool {
        order("start_container", PackageResources.start_container_md, .lxc, .start, site)
    }

    static func stopContainer(_ site: Site) -> Tool {
        order("stop_container", PackageResources.stop_container_md, .lxc, .shutdown, forced: .stop, site)
    }

    static func restartContainer(_ site: Site) -> Tool {
        order("restart_container", PackageResources.restart_container_md, .lxc, .reboot, site)
    }

    /// A tool that changes a guest's power state, RED at least.
    private static func order(
        _ name: ToolName, _ description: [UInt8], _ kind: GuestKind, _ action: GuestAction,
        forced: GuestAction? = nil, _ site: Site
    ) -> Tool {
        var parameters = [guestParameter]
        if forced != nil {
            parameters.append(
                ToolParameter("force", .flag, "Pull the plug instead of asking; may lose data."))
        }
        if !action.act.harshWords.isEmpty {
            parameters.append(
                ToolParameter(
                    "said", .choice(action.act.harshWords),
                    "The operator's word, when it was one of these: the card then explains what it means."))
        }
        @Sendable func power(_ arguments: JSONValue) throws(ToolRejection) -> GuestPower {
            let isForced = arguments["force"]?.bool == true
            return GuestPower(
                action: isForced ? forced ?? action : action, vmid: try vmid(arguments), kind: kind,
                site: site,
                said: arguments["said"]?.string, refusesNeedless: true)
        }
        return Tool(
            definition(name, description, parameters), least: .red,
            assess: { arguments in
                var assessment = try await power(arguments).assess()
                assessment.tier = max(.red, assessment.tier)
                return assessment
            },
            run: { try await power($0).run() })
    }
}

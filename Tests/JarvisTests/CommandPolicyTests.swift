import AIKit
import JSON
import ProxmoxSim
import Testing

@testable import Jarvis

/// Which commands only read: every line is one case.
@Suite struct CommandPolicyTests {
    /// The lines of a text that are not empty.
    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }

    static let reading = lines(
        """
        systemctl
        systemctl --failed
        systemctl --no-pager --all
        systemctl status
        systemctl status pveproxy
        systemctl status pveproxy.service pvedaemon.service
        systemctl status --no-pager -l nginx
        systemctl status -n 50 nginx
        systemctl status -n50 nginx
        systemctl status --lines=20 nginx
        systemctl status getty@tty1.service
        systemctl is-active ssh
        systemctl is-active --quiet ssh
        systemctl is-failed corosync
        systemctl is-enabled zfs-import-cache.service
        systemctl is-system-running
        systemctl list-units --failed
        systemctl list-units --type=service --state=running
        systemctl list-units --type service
        systemctl list-timers --all
        systemctl list-unit-files --type=timer
        systemctl list-dependencies pve-guests.service
        journalctl -n 50
        journalctl -n50 --no-pager
        journalctl -u pvedaemon -n 100
        journalctl --unit=pvedaemon --lines=20
        journalctl -xe
        journalctl -xeu nginx
        journalctl -b -p err
        journalctl -k
        journalctl -k -b --no-pager -q
        journalctl --since today
        journalctl --since "2026-11-30 10:00" --until "2026-11-30 11:00"
        journalctl --since=-2h
        journalctl -S yesterday -u ssh
        journalctl -t kernel -g oom
        journalctl --output=short-iso -r
        journalctl --list-boots
        journalctl --disk-usage
        dmesg
        dmesg -T
        dmesg --ctime --level=err,warn
        dmesg -l emerg,alert,crit
        dmesg -T --since "1 hour ago"
        uptime
        uptime -p
        uname -a
        uname -r
        free
        free -h
        free -hw
        free --mega --total
        lscpu
        lscpu -J
        lsblk
        lsblk -f
        lsblk -fJ
        lsblk -o NAME,SIZE,MODEL,SERIAL
        lsblk --output=NAME,FSTYPE /dev/sda
        lspci
        lspci -nnk
        lsusb -t
        sensors
        sensors -j
        nproc
        who
        who -b
        last
        last -n 20 -F
        timedatectl
        timedatectl status
        timedatectl timesync-status
        hostnamectl
        hostnamectl status
        chronyc tracking
        chronyc -n sources -v
        vmstat
        vmstat 1 5
        vmstat -w 2 3
        mpstat
        iostat
        iostat -xh 1 3
        top -bn1
        top -b -n 1
        top -b -n 1 -o RES
        dpkg -l
        dpkg -l pve-manager
        dpkg --list qemu-server
        apt list --upgradable
        apt list --installed
        nvidia-smi
        nvidia-smi -L
        df
        df -h
        df -hT
        df -h /
        df -h /var/lib/vz
        df -i
        df -t zfs
        df -x tmpfs -h
        findmnt
        findmnt -l
        findmnt /mnt/pve/nas
        zpool status
        zpool status -x
        zpool status -v rpool
        zpool status tank backup
        zpool list
        zpool list -v tank
        zpool list -H
        zpool get all
        zpool get health tank
        zpool iostat
        zpool iostat -v tank
        zfs list
        zfs list -t snapshot
        zfs list -t filesystem,volume
        zfs list -o name,used,avail
        zfs list -r tank/data
        zfs list -s used -d 1
        zfs get compressratio rpool/data
        zfs get all rpool/data/vm-100-disk-0
        lvs
        lvs -a
        lvs pve/data
        vgs
        pvs
        pvs /dev/sda3
        smartctl -a /dev/sda
        smartctl -H /dev/nvme0
        smartctl -i -A /dev/sdb
        smartctl --all /dev/disk/by-id/ata-WDC_WD40
        smartctl -l error /dev/sda
        smartctl -l selftest -d sat /dev/sda
        smartctl -x -j /dev/sda
        nvme list
        nvme smart-log /dev/nvme0
        ceph status
        ceph df
        ceph health
        ceph health detail
        ceph osd tree
        pveversion
        pveversion -v
        pvesh get /
        pvesh get /version
        pvesh get /nodes/localhost/tasks/UPID:pve:0001:0002:65000000:vzdump:101:root@pam:/log
        pvesh get /nodes/localhost/lxc/103/snapshot
        journalctl -b -1
        journalctl -b-1 -p err
        journalctl -xb
        top -bn1 -o %MEM
        zfs get used,available tank
        zfs list -o space
        zpool list -o name,health,frag,cap
        smartctl -n standby -a /dev/sda
        smartctl -i /dev/mapper/mpatha
        date
        date -u
        hostname
        hostname -I
        w
        swapon --show
        dmesg -Tx
        df -h /srv/agent
        wg show
        wg show all
        pvesh get /cluster/resources
        pvesh get /nodes/localhost/status --output-format json
        pvesh get /nodes/localhost/qemu/101/status/current --output-format=json-pretty
        pvesh ls /nodes
        pvecm status
        pvecm nodes
        pvesm status
        pvesm status --storage local
        pvesm list local
        pvesm list nas-nfs --content backup --vmid 101
        ha-manager status
        ha-manager status --verbose
        ha-manager config
        qm list
        qm list --full
        qm status 101
        qm status 101 --verbose
        qm config 101
        qm pending 101
        qm listsnapshot 101
        pct list
        pct status 103
        pct listsnapshot 103
        pct cpusets
        corosync-quorumtool
        corosync-quorumtool -s
        corosync-cfgtool -s
        docker ps
        docker ps -a
        docker ps -aq
        docker ps --all --size
        docker ps -n 5
        docker images
        docker images -a
        docker stats --no-stream
        docker stats --no-stream web db
        docker logs web
        docker logs --tail 100 web
        docker logs --tail=100 --timestamps web
        docker logs --since 10m web
        docker port web
        docker diff web
        docker version
        docker info
        docker system df
        docker system df -v
        docker volume ls
        docker network ls
        docker compose ls
        ip addr
        ip -br addr
        ip -br a
        ip a show eth0
        ip addr show dev vmbr0
        ip link
        ip -s link show vmbr0
        ip -4 route
        ip route show
        ip r
        ip -6 neigh
        ip rule
        ss -tulpn
        ss -tlnp
        ss -s
        ss -tun4
        bridge link
        bridge fdb show
        bridge vlan
        ethtool eno1
        ethtool -S eno1
        ethtool -i eno1
        wg show interfaces
        wg show all latest-handshakes
        'df' -h
        "zpool" status
        df  -h   /
        """)

    static let refused = lines(
        """
        rm -rf /
        reboot
        shutdown -h now
        poweroff
        sudo df -h
        su -c id
        env df
        FOO=1 df
        bash -c id
        sh
        python3 -c 1
        perl -e 1
        cat /etc/shadow
        cat /etc/pve/priv/authkey.key
        less /etc/hosts
        tail -f /var/log/syslog
        find / -delete
        find / -exec id
        xargs rm
        tee /etc/hosts
        dd if=/dev/zero of=/dev/sda
        mkfs.ext4 /dev/sda
        wipefs -a /dev/sda
        kill 1
        killall qemu
        ssh pve2 df
        scp a b
        curl http://192.0.2.1
        wget http://192.0.2.1
        nc -l 4444
        socat a b
        mount /dev/sda1 /mnt
        umount /mnt
        crontab -l
        passwd
        useradd x
        chmod 777 /
        ps aux
        ps auxe
        printenv
        set
        history
        /usr/bin/df -h
        ./df
        ../df
        DF -h
        Systemctl status
        syst status
        systemct1 status
        df; rm -rf /
        df && reboot
        df || reboot
        df | sh
        df & reboot
        df > /etc/passwd
        df >> /etc/passwd
        df < /dev/zero
        df $(reboot)
        df `reboot`
        df ${IFS}
        df $HOME
        df "$(reboot)"
        df "`reboot`"
        df \\$x
        df *
        df /v?r
        df /{a,b}
        df [a]
        df ~
        !!
        df !$
        df # x
        (df)
        df 'x
        df "x
        systemctl stop pveproxy
        systemctl start pveproxy
        systemctl restart pveproxy
        systemctl reload nginx
        systemctl enable x
        systemctl disable x
        systemctl mask x
        systemctl kill x
        systemctl edit x
        systemctl isolate rescue.target
        systemctl set-property x CPUQuota=1
        systemctl daemon-reload
        systemctl daemon-reexec
        systemctl reboot
        systemctl poweroff
        systemctl emergency
        systemctl stat x
        systemctl sta
        systemctl cat pveproxy
        systemctl show pveproxy
        systemctl show-environment
        systemctl set-environment A=1
        systemctl --host=evil status
        systemctl -H evil status
        systemctl -Hevil status
        systemctl -M ct status
        systemctl --machine=ct status
        systemctl --root=/tmp status
        systemctl --image=/tmp/x status
        systemctl status --now
        systemctl status --hos=evil
        systemctl is-active
        systemctl is-active -- ssh
        systemctl status ../x
        systemctl status /etc/passwd
        systemctl start status
        journalctl -f
        journalctl -fu nginx
        journalctl --follow
        journalctl --vacuum-size=1
        journalctl --vacuum-time=1s
        journalctl --vac=1
        journalctl --rotate
        journalctl --flush
        journalctl --relinquish-var
        journalctl --sync
        journalctl --setup-keys
        journalctl --file=/etc/shadow
        journalctl --file /etc/shadow
        journalctl -D /tmp
        journalctl --directory=/tmp
        journalctl --root=/
        journalctl --cursor-file=/tmp/x
        journalctl -u -f
        journalctl -n -5
        journalctl -n all
        journalctl -o export
        journalctl _PID=1
        journalctl /usr/bin/sshd
        dmesg -C
        dmesg -c
        dmesg --clear
        dmesg --read-clear
        dmesg -w
        dmesg -W
        dmesg -D
        dmesg -n 1
        dmesg --console-off
        dmesg -F /etc/shadow
        dmesg -Tc
        dmesg -l err,evil
        date -s 2020-01-01
        hostname evil
        hostnamectl set-hostname evil
        hostnamectl hostname evil
        hostnamectl -H evil
        timedatectl set-time 2020-01-01
        timedatectl set-ntp false
        chronyc makestep
        chronyc -h evil tracking
        chronyc
        sensors -s
        sensors -c /tmp/x
        free -s 1
        free -hs 1
        free -c 5
        vmstat 1
        vmstat 1 100
        vmstat 1 5 9
        iostat 1
        iostat -o JSON 1
        top
        top -b
        top -b -n 100
        top -d 1
        last -f /etc/shadow
        who /etc/shadow
        lspci -i /tmp/x
        lsblk -o NAME;id
        lsblk --sysroot /tmp
        lsblk /etc/passwd
        dpkg -i x.deb
        dpkg -r x
        dpkg --purge x
        dpkg
        dpkg -l --admindir=/tmp
        apt install x
        apt upgrade
        apt list
        apt list --upgradable -o Dir=/tmp
        apt-get install x
        nvidia-smi -pl 100
        nvidia-smi -r
        df --output=x
        df -h ..
        df -h /../etc
        findmnt --poll
        findmnt -p
        findmnt -F /tmp/x
        zpool destroy tank
        zpool scrub tank
        zpool export tank
        zpool import
        zpool clear tank
        zpool status 1
        zpool status tank 5
        zpool iostat 1
        zpool iostat tank 1
        zpool list tank 2
        zpool status -c evil
        zpool
        zfs destroy tank/x
        zfs rollback tank/x
        zfs set a=b tank
        zfs mount -a
        zfs send tank
        zfs list -t evil
        zfs list ../x
        zfs get
        lvremove pve/data
        lvs --config x
        lvs -o +tags
        pvs /etc/passwd
        smartctl -t long /dev/sda
        smartctl -s off /dev/sda
        smartctl -X /dev/sda
        smartctl -o on /dev/sda
        smartctl -a
        smartctl -a /etc/passwd
        smartctl -a /dev/../etc/passwd
        smartctl -d megaraid,0 -a /dev/sda
        smartctl -l error,x /dev/sda
        smartctl -B /tmp/x -a /dev/sda
        nvme format /dev/nvme0
        nvme smart-log
        ceph
        ceph osd out 1
        ceph -i /tmp/key status
        ceph auth ls
        ceph osd
        pvesh create /nodes
        pvesh set /nodes
        pvesh delete /nodes/pve
        pvesh usage /nodes
        pvesh get
        pvesh get nodes
        pvesh get /../x
        pvesh get //x
        pvesh get /nodes --command x
        pvesh get /nodes/pve/qemu/100/agent/file-read --file /etc/shadow
        pvesh get /nodes/pve/qemu/100/agent/get-users
        pvesh get /nodes/pve/qemu/100/cloudinit/dump
        pvesh get /access/tfa
        pvesh get /access/users/root@pam
        pvesh get /access/domains/oidc
        pvesh get /nodes/192.0.2.1/status
        pvesh ls /nodes/data.evil.example/tasks
        pvesh get /nodes/pve/status
        pvesh get /nodes/localhost/report
        pvesh get /cluster/sdn/ipams
        pvesh get /cluster/sdn/dns/x
        pvesh get /cluster/options
        pvesh get /nodes/localhost/subscription
        pvesh get /nodes/localhost/lxc/103/config
        pvesh get /nodes/localhost/qemu/101/snapshot/x/config
        pvesh get /nodes/localhost/qemu/101/pending
        pct config 103
        pct pending 103
        pct df 103
        journalctl -o json -n 5
        journalctl --since 'now --rotate'
        journalctl --since 'today --vacuum-time 1s'
        docker logs --since '1m -f' web
        journalctl --since ' 1h'
        smartctl -d nvme -i /dev/watchdog0
        nvme smart-log /dev/watchdog0
        smartctl -d scsi -a /dev/st0
        smartctl -a /dev/sda/../watchdog
        docker ps --no-trunc
        ss -tur
        date -f /etc/shadow
        hostname -F /etc/shadow
        swapon -a
        swapon
        w root
        pvesh get /access/ticket
        pvesh get /access/users/root@pam/token/x
        pvesh get /cluster/metrics/server
        pvesh get /cluster/acme/plugins
        pvesh get / --output-format evil
        pvecm expected 1
        pvecm delnode x
        pvecm
        pvesm free local:x
        pvesm set local
        pvesm remove local
        pvesm list
        ha-manager set vm:100 --state stopped
        ha-manager crm-command migrate vm:100 x
        qm stop 100
        qm start 100
        qm destroy 100
        qm monitor 100
        qm terminal 100
        qm guest exec 100 id
        qm agent 100 ping
        qm set 100 --memory 1
        qm config
        qm config 100 --current 1
        qm status x
        qm status 100 101
        qm status 0100
        qm importdisk 100 x y
        pct exec 100 id
        pct enter 100
        pct stop 100
        pct pull 100 /etc/shadow x
        pct push 100 x y
        pct mount 100
        pct config ../100
        corosync-quorumtool -m
        corosync-quorumtool -e 1
        corosync-cfgtool
        corosync-cfgtool -R
        corosync-cfgtool -H
        docker
        docker run x
        docker exec web sh
        docker rm web
        docker stop web
        docker restart web
        docker kill web
        docker pull x
        docker build .
        docker cp web:/etc/shadow x
        docker inspect web
        docker top web
        docker stats
        docker stats web
        docker logs -f web
        docker logs --follow web
        docker logs
        docker logs web db
        docker logs --details web
        docker ps --format x
        docker ps --filter x
        docker ps -f x
        docker -H tcp://evil ps
        docker --host tcp://evil ps
        docker --context evil ps
        docker --config /tmp ps
        docker system prune
        docker system
        docker volume rm x
        docker volume prune
        docker network rm x
        docker compose up
        docker compose -f x ps
        docker-compose ps
        ip addr add 10.0.0.1/24 dev eth0
        ip addr flush dev eth0
        ip addr del x
        ip link set eth0 down
        ip link delete vmbr0
        ip route add default via 10.0.0.1
        ip route flush cache
        ip route get 1.1.1.1
        ip monitor
        ip netns exec x id
        ip -batch /tmp/x
        ip -b /tmp/x
        ip -force addr
        ip -n x addr
        ip add
        ip addr sh
        ip
        ip tuntap add x
        ip xfrm state
        ss -K
        ss -tK
        ss --kill
        ss -D /tmp/x
        ss -F /tmp/x
        ss -N x
        ss -E
        ss --events
        ss state established
        bridge fdb add x
        bridge monitor
        ethtool -s eno1 speed 10
        ethtool -E eno1
        ethtool -p eno1
        ethtool
        wg
        wg show all dump
        wg show all private-key
        wg showconf wg0
        wg set wg0
        """)

    @Test func `there are more than three hundred cases, none of them twice`() {
        let all = Self.reading + Self.refused
        #expect(all.count >= 300 && Set(all).count == all.count)
    }

    @Test(arguments: reading)
    func `a command that only reads is taken with its words`(line: String) {
        guard case .reads(let words) = CommandPolicy.verdict(on: line) else {
            Issue.record("\(line): \(CommandPolicy.verdict(on: line))")
            return
        }
        #expect(!words.isEmpty && words.allSatisfy { !$0.isEmpty })
    }

    @Test(arguments: refused)
    func `whatever else is refused, with a reason`(line: String) {
        guard case .refused(let reason) = CommandPolicy.verdict(on: line) else {
            Issue.record("\(line) is taken")
            return
        }
        #expect(reason.hasSuffix("."))
    }

    @Test(arguments: [
        "", " ", "''", "df\u{0}", "df\nreboot", "df\rreboot", "df\treboot", "df \u{200B}", "d\u{0131}f",
        "df \u{2011}h",
        "\u{0441}eph status", "df\u{1B}[2J", String(repeating: "df ", count: 50),
        "df " + String(repeating: "a", count: 2_000),
    ])
    func `what cannot be seen, or is too long, is refused`(line: String) {
        guard case .refused = CommandPolicy.verdict(on: line) else {
            Issue.record("it is taken")
            return
        }
    }

    @Test func `quotes keep blanks together and are gone`() {
        #expect(
            CommandPolicy.verdict(on: "journalctl --since '2026-11-30 10:00' -n \"5\"")
                == .reads(["journalctl", "--since", "2026-11-30 10:00", "-n", "5"]))
    }

    @Test func `a node that is asked about itself is asked as that, and by no other name`() {
        #expect(
            CommandPolicy.verdict(on: "pvesh get /nodes/pve/qemu/101/config", at: "pve")
                == .reads(["pvesh", "get", "/nodes/localhost/qemu/101/config"]))
        for line in [
            "pvesh get /nodes/pve2/status", "pvesh get /nodes/pve/report", "pvesh get /nodes/pve.evil/status",
        ] {
            guard case .refused = CommandPolicy.verdict(on: line, at: "pve") else {
                Issue.record("\(line) is taken")
                continue
            }
        }
    }

    @Test func `the tool refuses before anything, and says that it cannot reach a machine yet`() async throws
    {
        try await Homestead.live { home in
            let tool = try #require(ClusterTools.all(home.site)["execute_ssh"])
            await #expect(throws: ToolRejection("rm is not among the commands that are known to read only."))
            {
                _ = try await tool.run(
                    try tool.definition.check(["node": "pve", "command": "rm -rf /tmp/x"]))
            }
            let outcome = try await tool.run(try tool.definition.check(["node": "pve", "command": "df -h"]))
            #expect(outcome.ending == .failed && outcome.text.contains("no SSH"))
            await #expect(throws: ToolRejection.self) {
                _ = try await tool.run(try tool.definition.check(["node": "nowhere", "command": "df -h"]))
            }
        }
    }
}

/// Words that the screen and everybody use: as a name they tell nothing, and replaced they would garble sentences.
package enum EverydayWords {
    package static func holds(_ word: some StringProtocol) -> Bool { all.contains(word.lowercased()) }

    private static let all = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let text = """
        a able about above access account act action actions active activity after again ago agent ai alert alerts \
        alive all allowed alone already also always am amiss an and another answer answers any are around as ask asked asks at \
        auto available away back backed backup backups bad be because been before began begin behind below beside \
        better black boot both bottom box but butler by bytes call called calls can cancel card cards change changed \
        changes chat check clear click close closed cluster clusters code color column columns command commands config \
        configuration connected connection container containers copy cores could count cpu critical ct current data day days \
        default delete demo detail details did disabled disk disks do does done down draw each empty enabled end ended ends \
        enough enter entries entry error errors escape esc even ever every failed fail fails false far fast feed few file \
        files filter fine first focus for found free from full gate get go gone good graph green group groups guest \
        guests had half happened hard has have he health healthy help here high him his history home host hosts hour hours \
        house how if image images in info input into io is it its item items jarvis job jobs just keep key keys kill known \
        last later layer left less level like line lines list lists load local local-lvm local-zfs lock locked log login \
        logs long look lost low lxc made mail main make many mark marked may me mem memory menu message messages migrate \
        migration minute minutes mode model models moment more most move much must my name named names near need network \
        never new next no node nodes none normal nor not note nothing notice now number of off offline ok old on once one \
        online only open operator or order other others our out over page pane panel panels part password past path pause \
        paused pending percent per picture place please plug pool pools port power press problem prod production program protected proxmox \
        pulled pve qemu question questions quit quorum quorate ram read ready real reason reboot red redacted refresh refused \
        release reset restart restarted resume right root row rows rule run running runs safe safety said same save say says \
        screen scroll search second seconds secret see seen select selected server servers service services session set \
        settings shell show shown shows shut shutdown shutting silence since sir size skip sleep slow small snapshot snapshots \
        so some soon sort space standby start started starting starts state status still stop stopped stopping stops storage \
        storages such sure suspend suspended sys system tab tabs tag tags take task tasks template templates term terminal \
        test tests text than that the their them then there these they this those time times to today token tokens too \
        took tool tools top total true try turn two type typed under unknown until up update updated uptime us usage use \
        used user users view views vm vms volume wait waited waiting waits warning warnings was watch way we web well went \
        were what when where which while who why wide will window with without word words work worked working works \
        worst would write writes x yellow yes yesterday yet you your zero zoom
        """
}

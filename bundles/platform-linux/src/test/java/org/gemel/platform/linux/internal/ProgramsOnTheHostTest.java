package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.Ending.Exited;
import org.gemel.api.platform.Ending.Killed;
import org.gemel.api.platform.Ending.NotStarted;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.Programs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that are really run. As root, since most of it is about not being root any more. */
@Timeout(120)
class ProgramsOnTheHostTest {

    private static final ScriptPolicy SECURE = new ScriptPolicy(true, false, false);

    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private LinuxPlatform platform;
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
        boolean root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        if (!root && "required".equals(System.getProperty("gemel.lab"))) {
            fail("needs root");
        }
        assumeTrue(root, "needs root");
        platform = new LinuxPlatform(null);
        // Not in /tmp, where everybody may write.
        directory = Files.createTempDirectory(Path.of("/run"), "gemel-programs");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stop() throws Exception {
        if (platform != null) {
            platform.close();
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path script(String name, String mode, String... lines) throws IOException {
        Path script = directory.resolve(name);
        Files.write(script, List.of(lines));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString(mode));
        return script;
    }

    private Programs.Run run(Program program) throws Exception {
        FutureTask<Programs.Run> start =
                new FutureTask<>(() -> platform.programs().start(program, endings::add));
        platform.loop().execute(start);
        return start.get(60, TimeUnit.SECONDS);
    }

    private Ending ending() throws InterruptedException {
        return endings.poll(60, TimeUnit.SECONDS);
    }

    private Ending ending(Program program) throws Exception {
        run(program);
        return ending();
    }

    private static Program program(String... command) {
        return new Program(List.of(command), null, null, ScriptPolicy.DEFAULT, Map.of(), 4096);
    }

    private static Program as(String user, String group, ScriptPolicy policy, String... command) {
        return new Program(List.of(command), user, group, policy, Map.of(), 4096);
    }

    private String output(Program program) throws Exception {
        Ending ending = ending(program);
        assertThat(ending).isInstanceOf(Exited.class);
        return ((Exited) ending).output();
    }

    private String refusal(Program program) throws Exception {
        Ending ending = ending(program);
        assertThat(ending).isInstanceOf(NotStarted.class);
        return ((NotStarted) ending).reason();
    }

    @Test
    void theExitStatusAndTheOutputAreTold() throws Exception {
        assertThat(ending(program("/bin/sh", "-c", "echo out; echo err >&2; exit 3")))
                .isEqualTo(new Exited(3, "out\nerr\n"));
    }

    @Test
    void theSignalThatEndsItIsTold() throws Exception {
        assertThat(ending(program("/bin/sh", "-c", "kill -SEGV $$"))).isEqualTo(new Killed("SIGSEGV", ""));
    }

    @Test
    void aProgramWithoutASlashIsFoundInPath() throws Exception {
        assertThat(ending(program("true"))).isEqualTo(new Exited(0, ""));
        assertThat(refusal(program("no-such-program-here")))
                .startsWith("there is no program 'no-such-program-here' in /");
    }

    /** Behaviour 25. */
    @Test
    void aScriptWithoutAFirstLineIsRunByTheShell() throws Exception {
        Path script = script("plain", "rwxr-xr-x", "echo \"$0 $1\"");
        assertThat(output(program(script.toString(), "arg"))).isEqualTo(script + " arg\n");
    }

    /** Behaviour 25. */
    @Test
    void itIsAnOrdinaryProcessInAGroupOfItsOwnWithNothingInherited() throws Exception {
        // stat: pid (comm) state ppid pgrp ...; fields 19 and 41 are nice and policy.
        String said = output(program(
                "/bin/sh",
                "-c",
                "cut -d' ' -f1,5,19,41 /proc/$$/stat; grep -E 'SigBlk|SigIgn' /proc/self/status; pwd;"
                        + " readlink /proc/$$/fd/0; ls /proc/$$/fd; true"));
        List<String> lines = said.lines().toList();
        String[] stat = lines.get(0).split(" ");
        assertThat(stat[1]).as("group").isEqualTo(stat[0]);
        assertThat(stat[2]).as("nice").isEqualTo("0");
        assertThat(stat[3]).as("policy").isEqualTo("0");
        assertThat(lines.get(1)).endsWith("0000000000000000");
        // But for signals 32 and 33, which the C library keeps to itself.
        assertThat(lines.get(2)).matches("SigIgn:\\s+0000000[01]80000000|SigIgn:\\s+0000000000000000");
        assertThat(lines.get(3)).isEqualTo("/");
        assertThat(lines.get(4)).isEqualTo("/dev/null");
        assertThat(lines.subList(5, lines.size())).containsExactly("0", "1", "2");
    }

    @Test
    void aProgramOfAnotherUserHasNoWayBack() throws Exception {
        Program program = as(
                "nobody", null, ScriptPolicy.DEFAULT, "/bin/grep", "-E", "^(Uid|Gid|Groups|Cap)", "/proc/self/status");
        assertThat(output(program).lines())
                .map(line -> line.replaceAll("\\s+", " ").strip())
                .contains(
                        "Uid: 65534 65534 65534 65534",
                        "Gid: 65534 65534 65534 65534",
                        "Groups:",
                        "CapInh: 0000000000000000",
                        "CapPrm: 0000000000000000",
                        "CapEff: 0000000000000000",
                        "CapAmb: 0000000000000000");
    }

    @Test
    void noThreadOfThisProcessIsEverAnotherUser() throws Exception {
        FutureTask<Integer> starts = new FutureTask<>(() -> {
            for (int i = 0; i < 60; i++) {
                platform.programs()
                        .start(as("nobody", null, ScriptPolicy.DEFAULT, "/bin/sh", "-c", "id -u"), endings::add);
            }
            return 60;
        });
        platform.loop().execute(starts);
        int looks = 0;
        while (endings.size() < 60) {
            for (String thread : new java.io.File("/proc/self/task").list()) {
                looks++;
                assertThat(uids(thread)).isIn("0 0 0 0", "");
            }
        }
        assertThat(looks).isPositive();
        assertThat(endings).allMatch(new Exited(0, "65534\n")::equals);
    }

    private static String uids(String thread) {
        try {
            return Files.readAllLines(Path.of("/proc/self/task", thread, "status")).stream()
                    .filter(line -> line.startsWith("Uid:"))
                    .map(line -> line.substring(4).strip().replaceAll("\\s+", " "))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            // It ended since it was listed.
            return "";
        }
    }

    @Test
    void itKnowsUnderWhichOfItsNamesItIsRun() throws Exception {
        // Every shell says its name so; the program itself has another one.
        Path link = Files.createSymbolicLink(directory.resolve("another-name"), Path.of("/bin/sh"));
        assertThat(output(as("nobody", null, ScriptPolicy.DEFAULT, link.toString(), "-c", "echo $0")))
                .isEqualTo(link + "\n");
    }

    @Test
    void aProgramOfAnotherUserSaysItself127() throws Exception {
        assertThat(ending(as("nobody", null, ScriptPolicy.DEFAULT, "/bin/sh", "-c", "exit 127")))
                .isEqualTo(new Exited(127, ""));
    }

    @Test
    void theHighestUserIsAUser() throws Exception {
        assertThat(output(as("4294967294", "4294967293", ScriptPolicy.DEFAULT, "/bin/sh", "-c", "id -u; id -g")))
                .isEqualTo("4294967294\n4294967293\n");
        assertThat(refusal(as("4294967295", "0", ScriptPolicy.DEFAULT, "/bin/true")))
                .startsWith("there is no user '4294967295' here");
    }

    @Test
    void theNextProgramIsRootAgain() throws Exception {
        output(as("nobody", null, ScriptPolicy.DEFAULT, "/usr/bin/id", "-u"));
        assertThat(output(program("/usr/bin/id", "-u"))).isEqualTo("0\n");
        assertThat(Files.readString(Path.of("/proc/self/status"))).containsPattern("Uid:\\s+0\\s+0\\s+0\\s+0");
    }

    @Test
    void aGroupMayBeNamedAndSupplementaryGroupsAreGivenWhenToldTo() throws Exception {
        assertThat(output(as("nobody", "daemon", ScriptPolicy.DEFAULT, "/usr/bin/id", "-gn")))
                .isEqualTo("daemon\n");
        assertThat(output(as("nobody", null, new ScriptPolicy(false, true, false), "/usr/bin/id", "-G")))
                .isEqualTo("65534\n");
        assertThat(output(as("65534", null, ScriptPolicy.DEFAULT, "/usr/bin/id", "-un")))
                .isEqualTo("nobody\n");
    }

    @Test
    void aUserThatIsNotThereIsNamed() throws Exception {
        assertThat(refusal(as("gemel-nobody", null, ScriptPolicy.DEFAULT, "/bin/true")))
                .isEqualTo(
                        "there is no user 'gemel-nobody' here; create it (useradd --system gemel-nobody) or name another");
    }

    @Test
    void theElementThatIsMissingIsNamed() throws Exception {
        assertThat(refusal(program(directory + "/sub/check")))
                .isEqualTo(directory + "/sub does not exist, where " + directory + "/sub/check leads; put it there or"
                        + " correct the path");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("gone"));
        assertThat(refusal(program(directory + "/link")))
                .isEqualTo(directory + "/gone does not exist, where " + directory + "/link leads; put it there or"
                        + " correct the path");
        assertThat(refusal(program(directory.toString()))).isEqualTo(directory + " is a directory, not a program");
    }

    @Test
    void thePermissionThatIsMissingIsNamedWithTheCommandThatGrantsIt() throws Exception {
        Path script = script("check", "rw-r--r--", "#!/bin/sh", "exit 0");
        assertThat(refusal(program(script.toString())))
                .isEqualTo(script + " may not be run by user 0: chmod a+rx " + script);

        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
        assertThat(refusal(as("nobody", null, ScriptPolicy.DEFAULT, script.toString())))
                .isEqualTo("user 65534 may not enter " + directory + ": chmod o+x " + directory);
    }

    @Test
    void anInterpreterThatIsMissingIsNamed() throws Exception {
        Path script = script("check", "rwxr-xr-x", "#!/usr/bin/no-such-shell", "exit 0");
        assertThat(refusal(program(script.toString())))
                .isEqualTo(
                        script + " cannot be run: its first line asks for /usr/bin/no-such-shell, which does not exist;"
                                + " install that or correct the line");
    }

    @Test
    void withSecurityRootRunsNothingThatOthersCanChange() throws Exception {
        Path script = script("check", "rwxr-xr-x", "#!/bin/sh", "exit 0");
        assertThat(ending(as(null, null, SECURE, script.toString()))).isEqualTo(new Exited(0, ""));

        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(refusal(as(null, null, SECURE, script.toString())))
                .endsWith("everybody may write to " + script + ": chmod o-w " + script);

        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(directory, "unix:uid", 65534);
        assertThat(refusal(as(null, null, SECURE, script.toString())))
                .endsWith(directory + " belongs to user nobody, who can change it: chown root " + directory);
        assertThat(ending(as("nobody", null, SECURE, script.toString())))
                .as("not as root")
                .isEqualTo(new Exited(0, ""));
        assertThat(ending(program(script.toString()))).as("not with security").isEqualTo(new Exited(0, ""));
    }

    @Test
    void anAccessControlListCountsAsWell() throws Exception {
        Path script = script("check", "rwxrwxr-x", "#!/bin/sh", "exit 0");
        assertThat(ending(as(null, null, SECURE, script.toString())))
                .as("root's group may")
                .isEqualTo(new Exited(0, ""));

        AccessLists.allow(script, 65534);
        assertThat(refusal(as(null, null, SECURE, script.toString())))
                .endsWith("user 65534 may write to " + script + " by its access control list (getfacl): setfacl -b "
                        + script);
        Path other = script("other", "rwxr-xr-x", "#!/bin/sh", "exit 0");
        AccessLists.allow(directory, 65534);
        assertThat(refusal(as(null, null, SECURE, other.toString()))).contains("user 65534 may write to " + directory);
    }

    @Test
    void nobodyIsToldToCloseADirectoryThatIsMeantForEverybody() throws Exception {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setAttribute(open, "unix:mode", 01777);
        Path script = script("open/check", "rwxr-xr-x", "#!/bin/sh", "exit 0");
        assertThat(refusal(as(null, null, SECURE, script.toString())))
                .endsWith("everybody may write to " + open
                        + ", as is meant: mv the program to a directory of root's, such as /usr/local/sbin");
    }

    @Test
    void symbolicLinksInSystemDirectoriesAreFineAndOthersAreFollowed() throws Exception {
        assertThat(ending(as(null, null, SECURE, "/bin/true"))).isEqualTo(new Exited(0, ""));

        Path elsewhere = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path script = script("open/check", "rwxr-xr-x", "#!/bin/sh", "exit 0");
        Files.createSymbolicLink(directory.resolve("check"), script);
        assertThat(refusal(as(null, null, SECURE, directory + "/check")))
                .endsWith("everybody may write to " + elsewhere + ": chmod o-w " + elsewhere);
    }

    @Test
    void thePathIsThatOfTheLinkOrOfWhatItLeadsTo() throws Exception {
        Path script = script("real", "rwxr-xr-x", "#!/bin/sh", "echo $0");
        Path link = Files.createSymbolicLink(directory.resolve("link"), script);
        assertThat(output(program(link.toString()))).isEqualTo(script + "\n");
        assertThat(output(as(null, null, new ScriptPolicy(false, false, true), link.toString())))
                .isEqualTo(link + "\n");
    }

    @Test
    void aSignalReachesTheWholeGroupAndWhatIsLeftOfItIsKilled() throws Exception {
        Path mark = directory.resolve("pid");
        // The child heeds no SIGTERM; its parent does.
        Programs.Run run = run(program(
                "/bin/sh",
                "-c",
                "sh -c 'trap \"\" TERM; echo $$ >" + mark + ".new; mv " + mark + ".new " + mark
                        + "; while :; do sleep 1; done' & wait"));
        await(() -> Files.exists(mark));
        long child = Long.parseLong(Files.readString(mark).strip());
        assertThat(ProcessHandle.of(child)).isPresent();

        platform.loop().execute(() -> run.signal(Programs.Signal.TERMINATE));

        assertThat(ending()).isEqualTo(new Killed("SIGTERM", ""));
        await(() -> gone(child));
    }

    @Test
    void closingKillsAndSaysNothing() throws Exception {
        Path mark = directory.resolve("pid");
        Programs.Run run = run(
                program("/bin/sh", "-c", "echo $$ >" + mark + ".new; mv " + mark + ".new " + mark + "; sleep 1000"));
        await(() -> Files.exists(mark));
        long pid = Long.parseLong(Files.readString(mark).strip());

        platform.loop().execute(run::close);

        await(() -> gone(pid));
        assertThat(ending(program("/bin/true"))).isEqualTo(new Exited(0, ""));
        assertThat(endings).isEmpty();
    }

    @Test
    void whoTalksMuchIsHeardOutButNotRemembered() throws Exception {
        String said = output(program("/bin/sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x"));
        assertThat(said).hasSize(4096).matches("x+");
    }

    @Test
    void whatAProgramLeavesBehindGoesOnAndMayTalk() throws Exception {
        Path mark = directory.resolve("done");
        Ending ending = ending(program(
                "/bin/sh",
                "-c",
                "(while [ ! -e " + directory + "/go ]; do sleep 0.02; done; echo late; echo x >" + mark
                        + ") & exit 0"));
        assertThat(ending).isEqualTo(new Exited(0, ""));
        Files.createFile(directory.resolve("go"));
        await(() -> Files.exists(mark));
    }

    @Test
    void manyAtOnceAllEnd() throws Exception {
        FutureTask<Integer> starts = new FutureTask<>(() -> {
            for (int i = 0; i < 60; i++) {
                platform.programs().start(program("/bin/sh", "-c", "exit " + i), endings::add);
            }
            return 60;
        });
        platform.loop().execute(starts);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            statuses.add(((Exited) ending()).status());
        }
        assertThat(statuses)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 60).boxed().toList());
    }

    @Test
    void noDescriptorIsLeftOpen() throws Exception {
        ending(program("/bin/true"));
        int before = descriptors();
        for (int i = 0; i < 20; i++) {
            ending(program("/bin/true"));
        }
        // Others of this process may be opened meanwhile, though not one for each program.
        await(() -> descriptors() < before + 20);
    }

    @Test
    void aProgramIsInTheNamespaceOfThePlatform() throws Exception {
        Lab.assumePossible();
        try (Lab lab = new Lab();
                LinuxPlatform other = new LinuxPlatform(Lab.file(lab.left))) {
            other.loop().execute(() -> other.programs().start(program("ip", "-o", "link"), endings::add));
            assertThat(((Exited) ending()).output()).contains("eth0");
        }
    }

    private static int descriptors() {
        return new java.io.File("/proc/self/fd").list().length;
    }

    /** Ended, though it may be that nobody has waited for it. */
    private static boolean gone(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("a minute passed").isNegative();
            Thread.onSpinWait();
        }
    }
}

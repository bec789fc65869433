package org.gemel.shell.internal.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerOriginsTest {

    private static final Directive CHECK = line(9, "TCP_CHECK", List.of(line(10, "connect_timeout 2", null)));
    private static final Directive REAL = line(7, "real_server 10.0.0.2 80", List.of(line(8, "weight 3", null), CHECK));
    private static final Directive SERVER = line(
            5,
            "virtual_server 10.0.0.1 80",
            List.of(line(6, "protocol TCP", null), line(6, "retry 2", null), line(6, "lvs_sched rr", null), REAL));
    private static final Directive GLOBAL = line(1, "global_defs", List.of(line(2, "smtp_alert_checker on", null)));

    private final Origins origins = new Origins(List.of(GLOBAL, SERVER));

    private static Directive line(int number, String text, List<Directive> block) {
        List<Word> words = Stream.of(text.split(" "))
                .map(word -> new Word(word, new Position("f", number, 1), false))
                .toList();
        return new Directive(words.get(0), words.subList(1, words.size()), block);
    }

    private Optional<Integer> line(Section section, String keyword) {
        return origins.of(section, new Fact(keyword, "x")).map(Position::line);
    }

    private static Section check() {
        return new Section(
                "TCP_CHECK",
                "10.0.0.1:80/tcp 10.0.0.2:80",
                List.of(new Fact("weight of real server", "3", new Position("f", 9, 1))));
    }

    @ParameterizedTest
    @CsvSource({"connect_timeout, 10", "retry, 6", "weight, 8"})
    void aCheckSaysItItselfOrWhatIsRoundItDoes(String keyword, int at) {
        assertThat(line(check(), keyword)).contains(at);
    }

    @Test
    void whatNobodySaysIsADefault() {
        assertThat(line(check(), "warmup")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"weight, 8", "retry, 6", "smtp_alert, 2", "address, 7"})
    void aRealServerIsFoundByItsName(String keyword, int at) {
        assertThat(line(new Section("real_server", "10.0.0.1:80/tcp 10.0.0.2:80", List.of()), keyword))
                .contains(at);
    }

    @ParameterizedTest
    @CsvSource({"lb_algo, 6", "address, 5"})
    void aVirtualServerIsFoundByItsName(String keyword, int at) {
        assertThat(line(new Section("virtual_server", "10.0.0.1:80/tcp", List.of()), keyword))
                .contains(at);
    }
}

package org.gemel.checker.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112. */
class ResponseReaderTest {

    private final StringBuilder body = new StringBuilder();
    private final ResponseReader reader =
            new ResponseReader(bytes -> body.append(StandardCharsets.ISO_8859_1.decode(bytes)));

    /** {@code /} is the end of a line. */
    private void read(String text) throws BadResponseException {
        reader.read(bytes(text));
    }

    private static ByteBuffer bytes(String text) {
        return StandardCharsets.ISO_8859_1.encode(text.replace("|", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK|Content-Length: 5||hello",
                "HTTP/1.1 200 OK|content-length:5|Content-Length: 5||hello and more",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|he|3;ext=1|llo|0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: gzip, Chunked|Content-Length: 3||005|hello|0|Trailer: x||",
                "HTTP/1.1 100 Continue||HTTP/1.1 200 OK|Content-Length: 5||hello",
                "HTTP/1.0 200|Content-Length: 5|X: a| folded||hello",
                "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"
            })
    void aResponseEndsWhereItSays(String response) throws BadResponseException {
        read(response);
        assertThat(reader.done()).isTrue();
        assertThat(reader.status()).isEqualTo(200);
        assertThat(body).hasToString("hello");
        assertThat(reader.received()).isEqualTo(5);
    }

    @Test
    void aResponseThatDoesNotSayEndsWithTheConnection() throws BadResponseException {
        read("HTTP/1.0 200 OK||hel");
        read("lo");
        assertThat(reader.done()).isFalse();
        reader.end();
        assertThat(reader.done()).isTrue();
        assertThat(body).hasToString("hello");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void someStatusesHaveNoBody(int status) throws BadResponseException {
        read("HTTP/1.1 " + status + " x|Content-Length: 5||");
        assertThat(reader.done()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "SSH-2.0-OpenSSH_9.2|!not HTTP/1 but: SSH-2.0-OpenSSH_9.2",
                "HTTP/2 200|!not HTTP/1 but: HTTP/2 200",
                "HTTP/1.1 20|!not HTTP/1 but: HTTP/1.1 20",
                "HTTP/1.1 2000 x|!not HTTP/1 but: HTTP/1.1 2000 x",
                "HTTP/1.1 099 x|!not HTTP/1 but: HTTP/1.1 099 x",
                "HTTP/1.1 200 OK|nothing|!not a header: nothing",
                "HTTP/1.1 200 OK|Content-Length: -1|!a Content-Length that makes no sense: -1",
                "HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 2|!a Content-Length that makes no sense: 2",
                "HTTP/1.1 200 OK|Content-Length: 99999999999999999999|!a Content-Length that makes no sense: 99999999999999999999",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||x|!not the size of a chunk: x",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||ffffffffffffffff|!not the size of a chunk: ffffffffffffffff",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|ab|!a chunk longer than it said",
            })
    void whatMakesNoSenseIsToldWithItsText(String response, String why) {
        assertThatThrownBy(() -> read(response))
                .isInstanceOf(BadResponseException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "''!the server hung up without an answer",
                "HTTP/1!the answer ended within its status line",
                "HTTP/1.1 200 OK|Server: x!the answer ended within its headers",
                "HTTP/1.1 200 OK|Content-Length: 10||hello!the body ended after 5 of 10 bytes",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|!the body ended after 5 bytes, within its chunks",
            })
    void anEndThatComesTooEarlyIsTold(String response, String why) throws BadResponseException {
        read(response);
        assertThatThrownBy(reader::end).isInstanceOf(BadResponseException.class).hasMessage(why);
    }

    @Test
    void endlessHeadersAreRefused() {
        assertThatThrownBy(() -> {
                    read("HTTP/1.1 200 OK|");
                    for (int i = 0; i < 100_000; i++) {
                        read("X-" + i + ": y|");
                    }
                })
                .hasMessage("headers longer than 64 KiB");
    }

    @Test
    void anEndlessHeaderIsRefused() {
        assertThatThrownBy(() -> {
                    read("HTTP/1.1 200 OK|X: ");
                    for (int i = 0; i < 100_000; i++) {
                        read("y");
                    }
                })
                .hasMessage("a header longer than 8 KiB");
    }

    @Test
    void endlessAnswersThatAreNoneYetAreRefused() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        read("HTTP/1.1 100 Continue||");
                    }
                })
                .hasMessage("headers longer than 64 KiB");
    }

    @Test
    void manyOrdinaryChunksAreRead() throws BadResponseException {
        read("HTTP/1.1 200 OK|Transfer-Encoding: chunked||");
        for (int i = 0; i < 10_000; i++) {
            read("40|" + "x".repeat(64) + "|");
        }
        read("0||");
        assertThat(reader.done()).isTrue();
        assertThat(reader.received()).isEqualTo(640_000);
    }

    @Test
    void chunksThatAreMostlyWrappingAreRefused() {
        assertThatThrownBy(() -> {
                    read("HTTP/1.1 200 OK|Transfer-Encoding: chunked||");
                    for (int i = 0; i < 100_000; i++) {
                        read("1;" + "x".repeat(100) + "|y|");
                    }
                })
                .hasMessage("chunks with more around them than in them");
    }

    @Test
    void howTheBytesAreCutMakesNoDifference() throws BadResponseException {
        Random random = new Random(5);
        ByteBuffer whole = bytes("HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|he|3;ext=1|llo|0||");
        while (whole.hasRemaining()) {
            int count = Math.min(whole.remaining(), 1 + random.nextInt(4));
            ByteBuffer piece = whole.slice(whole.position(), count);
            whole.position(whole.position() + count);
            reader.read(piece);
        }
        assertThat(reader.done()).isTrue();
        assertThat(body).hasToString("hello");
    }
}

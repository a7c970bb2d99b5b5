package io.flashsale.edge.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real HTTP. */
class RepresentationTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String LONG = "a flash sale ".repeat(500);

    private static HttpServer server;
    private static volatile Representation shown = shown(LONG);

    @BeforeAll
    static void serve() throws Exception {
        server = VERTX.createHttpServer()
                .requestHandler(request -> shown.send(request))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void isSentWithItsTagAndHowLongItMayBeKept() throws Exception {
        HttpResponse<byte[]> answer = get("GET");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer)).isEqualTo(LONG);
        assertThat(header(answer, "Content-Type")).isEqualTo("text/plain");
        assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=7");
        assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(answer, "ETag")).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void isSentCompressedToWhoReadsThat() throws Exception {
        HttpResponse<byte[]> answer = get("GET", "Accept-Encoding", "br, gzip");
        assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.body().length).isLessThan(LONG.length() / 10);
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(LONG);
        }
        assertThat(header(answer, "ETag")).isNotEqualTo(header(get("GET"), "ETag"));
    }

    @Test
    void whoHasItIsOnlyToldSo() throws Exception {
        for (String encoding : new String[] {"identity", "gzip"}) {
            String tag = header(get("GET", "Accept-Encoding", encoding), "ETag");
            HttpResponse<byte[]> answer = get("GET", "Accept-Encoding", encoding, "If-None-Match", tag);
            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(header(answer, "ETag")).isEqualTo(tag);
            assertThat(header(answer, "Cache-Control")).isEqualTo("max-age=7");
        }
    }

    @Test
    void whoHasAnotherVersionIsSentThisOne() throws Exception {
        String tag = header(get("GET"), "ETag");
        shown = shown(LONG + "!");
        try {
            HttpResponse<byte[]> answer = get("GET", "If-None-Match", tag);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(text(answer)).endsWith("!");
        } finally {
            shown = shown(LONG);
        }
        assertThat(get("GET", "If-None-Match", tag).statusCode())
                .as("the same again has the same tag")
                .isEqualTo(304);
    }

    @Test
    void whatWouldOccupyAnEventLoopIsNotCompressed() throws Exception {
        for (int length : new int[] {64 * 1024, 64 * 1024 + 1}) {
            shown = Answers.revalidated(Buffer.buffer("x".repeat(length)));
            try {
                assertThat(get("GET", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                        .isEqualTo(length > 64 * 1024 ? Optional.empty() : Optional.of("gzip"));
            } finally {
                shown = shown(LONG);
            }
        }
    }

    @Test
    void whatIsShortIsNotCompressed() throws Exception {
        shown = shown("short");
        try {
            HttpResponse<byte[]> answer = get("GET", "Accept-Encoding", "gzip");
            assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(text(answer)).isEqualTo("short");
        } finally {
            shown = shown(LONG);
        }
    }

    @Test
    void headTellsTheLengthAlone() throws Exception {
        HttpResponse<byte[]> answer = get("HEAD");
        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(LONG.length()));
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "GZIP;q=0.5 | true",
                "deflate, gzip;q=1.0, *;q=0 | true",
                "* | true",
                "gzip;q=0 | false",
                "gzip; q=0.00, * | false",
                "*;q=0 | false",
                "br, deflate | false",
                "xgzip | false",
                "'' | false",
                " | false",
            })
    void knowsWhoReadsGzip(String acceptEncoding, boolean accepts) {
        assertThat(Representation.acceptsGzip(acceptEncoding)).isEqualTo(accepts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "*", "W/\"a\"", "\"b\", \"a\"", " \"b\" ,W/\"a\""})
    void findsItsTagInAList(String ifNoneMatch) {
        assertThat(Representation.isAmong("\"a\"", ifNoneMatch)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\"b\"", "\"a-gzip\"", ",", "\"a", "W/"})
    void findsNoTagWhereThereIsNone(String ifNoneMatch) {
        assertThat(Representation.isAmong("\"a\"", ifNoneMatch)).isFalse();
        assertThat(Representation.isAmong("\"a\"", null)).isFalse();
    }

    private static Representation shown(String text) {
        return new Representation("text/plain", "max-age=7", Buffer.buffer(text));
    }

    private static HttpResponse<byte[]> get(String method, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}

package io.flashsale.edge.answering;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * What many clients ask for, encoded and compressed once and named by what it says, so that who has it already is only told
 * so.
 *
 * <p>The two encodings have different entity tags, as strong ones must (RFC 9110, 8.8.3.3).
 */
public final class Representation {

    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
    private static final CharSequence VARY = HttpHeaders.createOptimized("Vary");
    private static final CharSequence ACCEPT_ENCODING = HttpHeaders.createOptimized("Accept-Encoding");
    /** Shorter ones fit into one packet anyway. */
    private static final int SHORTEST_COMPRESSED = 1_024;

    private static final int NOT_MODIFIED = 304;
    private static final Base64.Encoder NAMES = Base64.getUrlEncoder().withoutPadding();

    private final CharSequence contentType;
    private final CharSequence cacheControl;
    private final Buffer plain;
    private final String plainTag;
    private final Buffer gzipped;
    private final String gzippedTag;

    /**
     * Encodes what does not change, however long that takes.
     *
     * @param cacheControl how long clients may keep it without asking
     */
    public Representation(String contentType, String cacheControl, Buffer body) {
        this(contentType, cacheControl, body, Integer.MAX_VALUE);
    }

    /** Encodes on an event loop: what is longer than {@code longestCompressed} bytes would occupy it. */
    Representation(String contentType, String cacheControl, Buffer body, int longestCompressed) {
        byte[] bytes = body.getBytes();
        this.contentType = HttpHeaders.createOptimized(contentType);
        this.cacheControl = HttpHeaders.createOptimized(cacheControl);
        this.plain = body;
        String name = NAMES.encodeToString(sha256(bytes)).substring(0, 22);
        this.plainTag = '"' + name + '"';
        this.gzippedTag = '"' + name + "-gzip\"";
        Buffer compressed = bytes.length < SHORTEST_COMPRESSED || bytes.length > longestCompressed ? null : gzip(bytes);
        this.gzipped = compressed == null || compressed.length() >= bytes.length ? null : compressed;
    }

    /** Answers a GET or HEAD: 200, or 304 to who has it. */
    public void send(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        boolean compressed = gzipped != null && acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        String tag = compressed ? gzippedTag : plainTag;
        response.putHeader(HttpHeaders.ETAG, tag);
        response.putHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
        response.putHeader(VARY, ACCEPT_ENCODING);
        if (isAmong(tag, request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        Buffer body = compressed ? gzipped : plain;
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        if (compressed) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    /** Whether a list of entity tags names this one, by weak comparison as RFC 9110, 13.1.2 wants it. */
    static boolean isAmong(String tag, String ifNoneMatch) {
        if (ifNoneMatch == null || ifNoneMatch.equals(tag)) {
            return ifNoneMatch != null;
        }
        for (String each : ifNoneMatch.split(",")) {
            String named = each.strip();
            if (named.equals("*") || tag.equals(named.startsWith("W/") ? named.substring(2) : named)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an {@code Accept-Encoding} header allows gzip. */
    static boolean acceptsGzip(String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        boolean any = false;
        for (String each : acceptEncoding.split(",")) {
            String[] parts = each.strip().split("\\s*;\\s*", 2);
            boolean accepted = parts.length == 1 || !parts[1].matches("q=0(\\.0{0,3})?");
            if (parts[0].equalsIgnoreCase("gzip")) {
                return accepted;
            }
            any |= parts[0].equals("*") && accepted;
        }
        return any;
    }

    private static Buffer gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory does not fail", e);
        }
        return Buffer.buffer(compressed.toByteArray());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}

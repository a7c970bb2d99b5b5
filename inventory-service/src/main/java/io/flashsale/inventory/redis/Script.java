package io.flashsale.inventory.redis;

import static io.flashsale.inventory.redis.SlotKey.BUYERS;
import static io.flashsale.inventory.redis.SlotKey.DEMAND;
import static io.flashsale.inventory.redis.SlotKey.HOLDS;
import static io.flashsale.inventory.redis.SlotKey.LEASE;
import static io.flashsale.inventory.redis.SlotKey.OUTBOX;
import static io.flashsale.inventory.redis.SlotKey.SALE;
import static io.flashsale.inventory.redis.SlotKey.UNCONFIRMED;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A Lua script under {@code /redis}, with the keys of the slot that it takes, in its order. */
public enum Script {
    RESERVE_STOCK("reserve-stock", SALE, HOLDS, BUYERS, UNCONFIRMED, OUTBOX),
    SETTLE_HOLDS("settle-holds", SALE, HOLDS, BUYERS, UNCONFIRMED),
    FENCE_SALE("fence-sale", SALE),
    LOAD_HOLDS("load-holds", SALE, HOLDS, BUYERS, UNCONFIRMED, OUTBOX),
    OPEN_SALE("open-sale", SALE, HOLDS, BUYERS, UNCONFIRMED, OUTBOX),
    COUNT_STOCK("count-stock", SALE, HOLDS, OUTBOX),
    KEEP_LEASE("keep-lease", LEASE),
    MERGE_DEMAND("merge-demand", DEMAND);

    private final String source;
    private final String sha1;
    private final List<SlotKey> keys;

    Script(String name, SlotKey... keys) {
        this.source = read("/redis/" + name + ".lua");
        this.sha1 = sha1(source);
        this.keys = List.of(keys);
    }

    /** The script itself. */
    public String source() {
        return source;
    }

    /** The name Redis keeps it under once it has seen it. */
    public String sha1() {
        return sha1;
    }

    /** The keys it takes. */
    public List<SlotKey> keys() {
        return keys;
    }

    private static String read(String path) {
        try (InputStream in = Script.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}

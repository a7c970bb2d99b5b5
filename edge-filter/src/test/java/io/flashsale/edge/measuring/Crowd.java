package io.flashsale.edge.measuring;

import io.flashsale.edge.Sale;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.rig.Browser;
import io.flashsale.edge.rig.Edge;
import io.flashsale.edge.rig.TestSale;
import io.flashsale.edge.switching.SwitchBoard;
import io.flashsale.edge.switching.TestSwitches;
import io.flashsale.testing.measuring.Stampede;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Buyers who are refused, each kind for another reason, and the sales that they click on. */
final class Crowd {

    /** So many that nobody clicks faster than hands can, and each finds room for a bucket. */
    private static final int CALM = 40_000;

    /** So few that nobody looks at how fast they click, or that everybody clicks too fast. */
    private static final int FEW = Stampede.CONNECTIONS;

    private final Sessions sessions;
    private final Passes passes;
    private final SwitchBoard switches;

    Crowd(Sessions sessions, Passes passes, SwitchBoard switches) {
        this.sessions = sessions;
        this.passes = passes;
        this.switches = switches;
    }

    /**
     * Clicks that are refused for the same reason.
     *
     * @param reason as the funnel names it
     * @param status of the answer
     * @param headers of each click
     */
    record Refused(String reason, int status, Sale sale, List<MultiMap> headers) {

        /** The clicks as they go over the wire. */
        List<Buffer> requests() {
            return headers.stream().map(this::request).toList();
        }

        private Buffer request(MultiMap of) {
            StringBuilder text = new StringBuilder("POST /api/sales/" + sale.saleId() + "/orders HTTP/1.1\r\n");
            text.append("Host: localhost:8080\r\nContent-Length: 0\r\n");
            of.forEach(header -> text.append(header.getKey())
                    .append(": ")
                    .append(header.getValue())
                    .append("\r\n"));
            return Buffer.buffer(text.append("\r\n").toString());
        }
    }

    /** Every kind, the cheapest first. */
    List<Refused> everyKind() {
        Sale switchedOff = Edge.tell(TestSale.ofItsOwn());
        String name = "sold-out:" + switchedOff.saleId();
        Edge.publish("flashsale.switches.v1", name, TestSwitches.event(name, "on", System.currentTimeMillis()));
        Awaitility.await().until(() -> switches.isSoldOut(switchedOff.saleId()));
        Sale soldOut = Edge.tell(TestSale.ofItsOwn().soldOut(false));
        Sale lottery = Edge.tell(TestSale.ofItsOwn().mode("lottery"));
        Sale limited = Edge.tell(TestSale.ofItsOwn().mode("lottery"));
        return List.of(
                new Refused("switched_off", 409, switchedOff, buyers(FEW, switchedOff)),
                new Refused("sold_out", 409, soldOut, buyers(FEW, soldOut)),
                new Refused("unauthenticated", 401, lottery, List.of(Browser.headers())),
                new Refused("pass_required", 403, lottery, withoutPass(FEW)),
                new Refused("buyer_limit", 429, limited, buyers(FEW, limited)),
                new Refused("not_drawn", 409, lottery, buyers(CALM, lottery)));
    }

    private List<MultiMap> buyers(int count, Sale sale) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Sessions.Session session = sessions.open(sale.saleId() + " buyer " + i);
                    return signedIn(session)
                            .add(
                                    "X-Purchase-Pass",
                                    passes.issue(sale.saleId(), session.userId(), sale.closesAt())
                                            .pass());
                })
                .toList();
    }

    private List<MultiMap> withoutPass(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> signedIn(sessions.open("buyer " + i)))
                .toList();
    }

    private static MultiMap signedIn(Sessions.Session session) {
        return Browser.headers().add("Authorization", "Bearer " + session.token());
    }
}

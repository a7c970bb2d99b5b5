package io.flashsale.edge.admission;

import io.flashsale.edge.addressing.Origin;
import io.flashsale.edge.addressing.SourceClass;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.selling.SaleMemory;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** One press of the Buy button on its way through the filters. */
public final class BuyClick {

    private final HttpServerRequest request;
    private final SaleMemory memory;
    private final long atMillis;
    private String buyerId;
    private Passes.Claims passClaims;
    private Origin origin;
    private boolean privileged;
    private int costBits;

    /** A click on a sale, at a moment in epoch milliseconds. */
    public BuyClick(HttpServerRequest request, SaleMemory memory, long atMillis) {
        this.request = request;
        this.memory = memory;
        this.atMillis = atMillis;
    }

    /** What this edge remembers of the sale. */
    public SaleMemory memory() {
        return memory;
    }

    /** When the click came, in epoch milliseconds. */
    public long atMillis() {
        return atMillis;
    }

    /** The {@code Authorization} header, or null. */
    public String authorization() {
        return request.getHeader(HttpHeaders.AUTHORIZATION);
    }

    /**
     * Whether the session is of a buyer who has a click under way or an order. The name is looked at first, which is cheap;
     * the signature then decides, so that nobody learns from the answer who else has an order.
     */
    boolean isOfContender(Sessions sessions) {
        String claimed = sessions.claimedUserOf(authorization());
        return claimed != null && memory.isContender(claimed) && identify(sessions);
    }

    /** Checks the session, once; false when there is no good one. */
    boolean identify(Sessions sessions) {
        if (buyerId == null) {
            String userId = sessions.userOf(authorization());
            if (userId != null) {
                identifiedAs(userId, Sessions.claimsPrivilege(authorization()));
            }
        }
        return buyerId != null;
    }

    /** The purchase pass, or null. */
    public String pass() {
        return request.getHeader("X-Purchase-Pass");
    }

    /** The W3C trace context, or null. */
    public String traceparent() {
        return request.getHeader("traceparent");
    }

    /** The buyer, once the identity filter has let the click pass. */
    public String buyerId() {
        return buyerId;
    }

    /** How the click came, once the origin filter has let it pass. */
    public SourceClass source() {
        return origin.source();
    }

    /** Where the click came from, once the origin filter has let it pass. */
    Origin origin() {
        return origin;
    }

    /** What the pass says, once the pass filter has let the click pass. */
    Passes.Claims passClaims() {
        return passClaims;
    }

    /** The bits of work that the click was found to want; 0 for none. */
    int costBits() {
        return costBits;
    }

    HttpServerRequest request() {
        return request;
    }

    /** Whether the session is a privileged buyer's, once the identity filter has let the click pass. */
    boolean isPrivileged() {
        return privileged;
    }

    void identifiedAs(String userId, boolean isPrivileged) {
        this.buyerId = userId;
        this.privileged = isPrivileged;
    }

    void admittedBy(Passes.Claims claims) {
        this.passClaims = claims;
    }

    void costs(int bits) {
        this.costBits = bits;
    }

    void cameFrom(Origin found) {
        this.origin = found;
    }
}

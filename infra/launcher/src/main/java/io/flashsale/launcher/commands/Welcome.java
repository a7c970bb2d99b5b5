package io.flashsale.launcher.commands;

import io.flashsale.launcher.running.Installation;
import io.flashsale.launcher.running.PortPlan;
import io.flashsale.launcher.selling.SaleOptions;
import java.io.PrintWriter;

/** What a user is told when everything works: where to click, and where the rest is. */
final class Welcome {
    private final Installation installation;
    private final PrintWriter out;

    Welcome(Installation installation, PrintWriter out) {
        this.installation = installation;
        this.out = out;
    }

    /** @param sale the demo sale that was opened; null without one, as is its id */
    void print(SaleOptions sale, String saleId) {
        PortPlan ports = installation.ports();
        String host = installation.edgeHost();
        String edge = "http://" + (host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host) + ":"
                + ports.edge();
        out.println();
        row("Page, click here", edge + "/");
        row("Public API", edge + "/api/sales");
        row(
                "Operations API",
                edge + "/admin (ADMIN_TOKEN in " + installation.state().path().resolve("run.env") + ")");
        row("inventory-service", "http://127.0.0.1:" + ports.inventory() + "/q/health");
        row("order-service", "http://127.0.0.1:" + ports.order() + "/q/health");
        row("payment-service", "http://127.0.0.1:" + ports.payment() + "/q/health");
        row("edge-filter", edge + "/q/health");
        row("Logs", installation.state().logs().toString());
        out.println();
        if (saleId == null) {
            out.println("There is no sale yet: start with --sale stock=300,opensIn=5s, or POST /admin/sales.");
        } else {
            out.println("Sale " + saleId + ", \"" + sale.title() + "\": " + sale.stock() + " units, opens in "
                    + sale.opensIn().toSeconds() + " s. Open the page and press Buy.");
        }
        if (!installation.trustedProxies().isEmpty()) {
            out.println("Whoever calls from " + installation.trustedProxies()
                    + " is believed to be where X-Forwarded-For says: for tests, or for a balancer's own address.");
        }
        out.println("Test card 4242424242424242 pays. Ctrl-C or ./flashsale down stops everything.");
        out.flush();
    }

    private void row(String name, String value) {
        out.printf("  %-18s %s%n", name, value);
    }
}

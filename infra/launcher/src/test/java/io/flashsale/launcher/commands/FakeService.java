package io.flashsale.launcher.commands;

import com.sun.net.httpserver.HttpServer;
import io.flashsale.crash.CrashPoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A process that stands for every service: it is healthy, and as the edge it sells one unit of anything. */
public final class FakeService {
    private static volatile String status = "PENDING_PAYMENT";

    private FakeService() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        CrashPoint healthy = CrashPoint.named("fake-healthy");
        server.createContext("/q/health/ready", exchange -> {
            healthy.reach();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        answer(server, "/admin/sales", 201, "{\"id\":\"demo1\"}");
        answer(server, "/api/session", 200, "{\"token\":\"t\"}");
        answer(server, "/api/sales/demo1/pass", 200, "{\"pass\":\"p\"}");
        answer(server, "/api/sales/demo1/orders", 202, "{\"orderId\":\"demo1-1-1\"}");
        server.createContext("/api/orders/demo1-1-1", exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/payments")) {
                status = "PAID";
            }
            byte[] body = ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 202 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static void answer(HttpServer server, String path, int code, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    /** Puts the jars of four such services where a build of the repository would. */
    static void buildAll(Path root, Iterable<String> services) throws IOException {
        // As a URL all the way: a checkout may have a space in its path.
        String classes = location(FakeService.class) + " " + location(CrashPoint.class);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes);
        for (String service : services) {
            Path jar = root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
            Files.createDirectories(jar.getParent());
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream content = new JarOutputStream(file, manifest)) {
                content.finish();
            }
        }
    }

    private static String location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().toString();
    }
}

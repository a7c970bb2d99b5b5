package io.flashsale.launcher.proxying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.flashsale.servers.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpProxyTest {
    private static final int SHORT_MILLIS = 200;
    private static final int PATIENCE_MILLIS = 10_000;

    private final List<Socket> sockets = new ArrayList<>();
    private EchoServer echo;
    private ProxyLoop loop;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new EchoServer();
        loop = new ProxyLoop();
        proxy = new TcpProxy(loop, 0, echo.address(), new SplittableRandom(1));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        loop.close();
        echo.close();
    }

    @Test
    void passesEverythingInItsOrder() throws Exception {
        Socket client = connect();
        byte[] sent = new byte[5_000_000];
        new Random(7).nextBytes(sent);
        Thread sender = new Thread(() -> write(client, sent));
        sender.start();

        assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
        sender.join();
    }

    @Test
    void passesTheEndOfAConnection() throws Exception {
        Socket client = connect();
        assertThat(ask(client, "last words")).isEqualTo("last words");
        client.shutdownOutput();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        await().until(() -> echo.open.get() == 0);
    }

    @Test
    void cutResetsWhatIsOpenAndRefusesWhatIsNew() throws Exception {
        Socket client = connect();
        ask(client, "before");

        proxy.set(new Fault.Cut());

        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> client.getInputStream().read())
                .withMessageContaining("reset");
        assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
        await().until(() -> echo.open.get() == 0);
    }

    @Test
    void isFoundAtTheSamePortAfterACut() throws Exception {
        HostPort address = proxy.address();
        for (int round = 0; round < 50; round++) {
            proxy.set(new Fault.Cut());
            proxy.set(new Fault.None());
            assertThat(proxy.address()).isEqualTo(address);
            assertThat(ask(connect(), "again")).isEqualTo("again");
        }
    }

    @Test
    void dropHoldsEverythingBackAndLetsItGoAfterwards() throws Exception {
        Socket open = connect();
        ask(open, "before");
        proxy.set(Fault.Drop.bothWays());

        Socket fresh = connect();
        write(fresh, bytes("to nobody"));
        write(open, bytes("into the void"));

        assertSilent(open);
        assertSilent(fresh);
        assertThat(echo.received).hasValue("before".length());
        proxy.set(new Fault.None());
        assertThat(read(open, "into the void".length())).isEqualTo("into the void");
        assertThat(read(fresh, "to nobody".length())).isEqualTo("to nobody");
    }

    @Test
    void dropTowardsTheServerHidesEvenTheEndOfTheClient() throws Exception {
        Socket client = connect();
        ask(client, "before");
        proxy.set(new Fault.Drop(true, false));
        client.close();

        assertThat(stillOpenAfterAWhile()).isTrue();
        proxy.set(new Fault.None());
        await().until(() -> echo.open.get() == 0);
    }

    @Test
    void dropTowardsTheClientLetsRequestsArrive() throws Exception {
        Socket client = connect();
        proxy.set(new Fault.Drop(false, true));
        write(client, bytes("heard"));

        await().until(() -> echo.received.get() == "heard".length());
        assertSilent(client);
    }

    @Test
    void delayIsAtLeastTheFixedPartBothWaysAndKeepsTheOrder() throws Exception {
        proxy.set(new Fault.Delay(Duration.ofMillis(100), Duration.ofMillis(50)));
        Socket client = connect();
        long begun = System.nanoTime();
        for (char letter = 'a'; letter <= 'z'; letter++) {
            write(client, bytes(String.valueOf(letter)));
        }

        assertThat(read(client, 26)).isEqualTo("abcdefghijklmnopqrstuvwxyz");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
    }

    @Test
    void resetAfterWriteDeliversTheWriteAndLosesTheAnswer() throws Exception {
        Socket client = connect();
        ask(client, "before");
        proxy.set(new Fault.ResetAfterWrite());
        write(client, bytes("committed"));

        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> client.getInputStream().read())
                .withMessageContaining("reset");
        await().until(() -> echo.received.get() == "before".length() + "committed".length());
    }

    @Test
    void resetsTheClientWhenTheServerIsGone() throws Exception {
        echo.close();
        // At the connect or at the first read, whichever comes later.
        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> connect().getInputStream().read())
                .withMessageContaining("reset");
    }

    @Test
    void healsWhatEverWasWrong() throws Exception {
        for (Fault fault : List.of(
                new Fault.Cut(),
                Fault.Drop.bothWays(),
                new Fault.Delay(Duration.ofMillis(5), Duration.ZERO),
                new Fault.ResetAfterWrite())) {
            proxy.set(fault);
            proxy.set(new Fault.None());
            assertThat(ask(connect(), "well")).as(fault.toString()).isEqualTo("well");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(
                new InetSocketAddress(proxy.address().host(), proxy.address().port()), 5000);
        return socket;
    }

    private static String ask(Socket socket, String text) throws IOException {
        write(socket, bytes(text));
        return read(socket, text.length());
    }

    private static String read(Socket socket, int length) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(socket.getInputStream().readNBytes(length));
        return all.toString(StandardCharsets.UTF_8);
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SHORT_MILLIS);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> socket.getInputStream().read());
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    private boolean stillOpenAfterAWhile() {
        await().during(Duration.ofMillis(SHORT_MILLIS))
                .atMost(Duration.ofSeconds(5))
                .until(() -> echo.open.get() == 1);
        return true;
    }
}

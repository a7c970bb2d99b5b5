package io.flashsale.launcher.proxying;

import io.flashsale.servers.HostPort;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server that sends back whatever it receives, and counts. */
final class EchoServer implements Closeable {
    final AtomicLong received = new AtomicLong();
    final AtomicInteger open = new AtomicInteger();
    private final ServerSocket listener;
    private final Thread acceptor;

    EchoServer() throws IOException {
        listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        acceptor = start(this::accept);
    }

    HostPort address() {
        return HostPort.local(listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.incrementAndGet();
                start(() -> echo(socket));
            }
        } catch (IOException e) {
            // It was closed.
            return;
        }
    }

    private void echo(Socket socket) {
        byte[] buffer = new byte[16 * 1024];
        try (socket) {
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                received.addAndGet(count);
                socket.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // The connection was reset, which some tests want.
            return;
        } finally {
            open.decrementAndGet();
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "echo");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Nobody is let in once this has returned; an accept under way as the listener closes may still let one in. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while the last accept ended");
        }
    }
}

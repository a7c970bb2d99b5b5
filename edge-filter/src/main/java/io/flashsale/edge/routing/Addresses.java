package io.flashsale.edge.routing;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** All addresses of a name. */
interface Addresses {

    /** By the system's resolver. */
    Addresses OF_THE_SYSTEM = host -> Arrays.stream(InetAddress.getAllByName(host))
            .map(InetAddress::getHostAddress)
            .toList();

    /** May block. */
    List<String> of(String host) throws IOException;
}

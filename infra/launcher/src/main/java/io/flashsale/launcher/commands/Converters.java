package io.flashsale.launcher.commands;

import io.flashsale.launcher.running.PortPlan;
import io.flashsale.launcher.running.TrustedProxies;
import io.flashsale.launcher.selling.SaleOptions;
import io.flashsale.servers.HostPort;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How option values become ours; what is wrong with a value is told in its own words. */
final class Converters {
    private Converters() {}

    static final class HostPorts implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String text) {
            return explained(text, HostPort::parse);
        }
    }

    static final class Sales implements ITypeConverter<SaleOptions> {
        @Override
        public SaleOptions convert(String text) {
            return explained(text, SaleOptions::parse);
        }
    }

    static final class Proxies implements ITypeConverter<TrustedProxies> {
        @Override
        public TrustedProxies convert(String text) {
            return explained(text, TrustedProxies::parse);
        }
    }

    static final class Ports implements ITypeConverter<PortPlan> {
        @Override
        public PortPlan convert(String text) {
            return explained(text, value -> {
                if (!value.matches("\\d{1,5}")) {
                    throw new IllegalArgumentException("'" + value + "' is not a port");
                }
                return new PortPlan(Integer.parseInt(value));
            });
        }
    }

    private static <T> T explained(String text, Function<String, T> conversion) {
        try {
            return conversion.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}

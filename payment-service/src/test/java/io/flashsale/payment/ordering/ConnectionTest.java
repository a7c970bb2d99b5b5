package io.flashsale.payment.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.payment.rig.OrderServiceStub;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "payments"))
@WithTestResource(OrderServiceStub.class)
class ConnectionTest {

    @Inject
    DataSource dataSource;

    @Test
    void locksOfACopyThatWasCutOffAreFreeAfterAMinuteOrSo() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@SESSION.wait_timeout")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(75);
        }
    }
}

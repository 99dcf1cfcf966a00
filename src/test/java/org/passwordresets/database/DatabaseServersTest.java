package org.passwordresets.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which servers a JDBC URL names. */
class DatabaseServersTest {
    @Test
    void severalHostsAreServersOfTheirOwn() {
        assertThat(DatabaseServers.urls("jdbc:mysql://a:3306,b,[::1]:3307/app?useSSL=true,x"))
                .containsExactly(
                        "jdbc:mysql://a:3306/app?useSSL=true,x",
                        "jdbc:mysql://b/app?useSSL=true,x",
                        "jdbc:mysql://[::1]:3307/app?useSSL=true,x");
    }

    @Test
    void whatTheDriverAloneUnderstandsIsLeftToIt() {
        for (String url : new String[] {
            "jdbc:mysql://a:3306/app",
            "jdbc:mysql://a/app?sessionVariables=x=1,y=2",
            "jdbc:mysql:loadbalance://a,b/app",
            "jdbc:mysql://address=(host=a),address=(host=b)/app",
            "jdbc:mariadb://a,b/app"
        }) {
            assertThat(DatabaseServers.urls(url)).containsExactly(url);
        }
    }
}

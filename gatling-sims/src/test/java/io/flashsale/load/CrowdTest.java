package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CrowdTest {
    private static final Duration SPREAD = Duration.ofSeconds(5);
    private final List<Traits> crowd = crowd(0);

    @Test
    void isNinePeopleToABotAndThreeKindsOfBots() {
        assertThat(by(Traits::kind))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(Kind.PERSON, 1_800L, Kind.HAMMERER, 60L, Kind.SHARER, 80L, Kind.SKIPPER, 60L));
    }

    @Test
    void isTheSameForTheSameSeedButForTheAddresses() {
        List<Traits> other = crowd(1);

        assertThat(other.stream().map(Traits::reaction))
                .isEqualTo(crowd.stream().map(Traits::reaction).toList());
        assertThat(by(CrowdTest::site)).doesNotContainKeys(sitesOf(other));
    }

    @Test
    void mostPeopleAreAloneAtTheirAddressAndNoHouseholdHasMoreThanFour() {
        Map<String, Long> homes = crowd.stream()
                .filter(traits -> traits.kind() == Kind.PERSON)
                .collect(Collectors.groupingBy(CrowdTest::site, Collectors.counting()));

        assertThat(homes.values().stream().filter(people -> people == 1).count())
                .isGreaterThan(1_000);
        assertThat(homes.values()).allMatch(people -> people <= 4 || people == 30);
        assertThat(homes.values().stream().filter(people -> people == 30).count())
                .isEqualTo(5);
        assertThat(homes.keySet()).anyMatch(address -> address.startsWith("2001:db8:"));
    }

    @Test
    void peopleClickOneToThreeTimesSomeHundredMillisecondsApart() {
        assertThat(crowd).filteredOn(traits -> traits.kind() == Kind.PERSON).allSatisfy(person -> {
            assertThat(person.mostClicks()).isBetween(1, 3);
            assertThat(person.between()).isBetween(Duration.ofMillis(300), Duration.ofMillis(900));
            assertThat(person.begins()).isBetween(Duration.ZERO, SPREAD);
            assertThat(person.work()).isEqualTo(Kind.Work.IN_A_BROWSER);
            assertThat(person.headers()).containsKeys("Origin", "Sec-Fetch-Mode", "User-Agent");
        });
    }

    @Test
    void fewPeoplePressBeforeThePassIsThere() {
        long hasty = crowd.stream()
                .filter(traits -> traits.kind() == Kind.PERSON)
                .filter(traits -> traits.reaction().isZero())
                .count();

        assertThat(hasty).isBetween(60L, 120L);
    }

    @Test
    void hammerersClickFiftyTimesASecondFromBeforeTheOpeningOn() {
        assertThat(crowd).filteredOn(traits -> traits.kind() == Kind.HAMMERER).allSatisfy(bot -> {
            assertThat(Duration.ofSeconds(1).dividedBy(bot.between()) * bot.hands())
                    .isEqualTo(50);
            assertThat(bot.begins()).isNegative();
            assertThat(bot.reaction()).isZero();
        });
    }

    @Test
    void sharersAreTwentyToAnAddress() {
        assertThat(crowd.stream()
                        .filter(traits -> traits.kind() == Kind.SHARER)
                        .collect(Collectors.groupingBy(Traits::address, Collectors.counting()))
                        .values())
                .hasSize(4)
                .containsOnly((long) Crowd.SHARERS_PER_ADDRESS);
    }

    @Test
    void whoSkipsThePageSendsNoneOfWhatAPagesScriptSendsAndSolvesNothing() {
        assertThat(crowd).filteredOn(traits -> traits.kind() == Kind.SKIPPER).allSatisfy(bot -> {
            assertThat(bot.headers()).doesNotContainKeys("Origin", "Sec-Fetch-Mode", "Accept-Language");
            assertThat(bot.work()).isEqualTo(Kind.Work.NONE);
        });
        assertThat(crowd).anyMatch(traits -> traits.headers().containsKey("Proxy-Connection"));
    }

    @Test
    void someOfTheBotsThatKnowThePageSolveChallenges() {
        assertThat(solving(Kind.HAMMERER)).isEqualTo(15);
        assertThat(solving(Kind.SHARER)).isEqualTo(40);
    }

    @Test
    void noAddressIsGivenTwiceInAnyPart() {
        Set<String> given = new HashSet<>();
        for (int part = 0; part < Addresses.PARTS; part++) {
            Addresses addresses = new Addresses(part);
            for (int i = 0; i < 3_000; i++) {
                assertThat(given.add(addresses.next(i % 2 == 0))).isTrue();
            }
        }
        assertThat(given).allMatch(address -> address.matches("198\\.1[89]\\..*|2001:db8:.*"));
    }

    private long solving(Kind kind) {
        return crowd.stream()
                .filter(traits -> traits.kind() == kind && traits.work() == Kind.Work.ON_A_SERVER)
                .count();
    }

    private static List<Traits> crowd(int half) {
        return new Crowd(7, half, "http://localhost:8080", SPREAD).of(2_000);
    }

    private <K> Map<K, Long> by(Function<Traits, K> property) {
        return crowd.stream().collect(Collectors.groupingBy(property, Collectors.counting()));
    }

    private static String[] sitesOf(List<Traits> crowd) {
        return crowd.stream().map(CrowdTest::site).distinct().toArray(String[]::new);
    }

    /** The address that the balancer wrote. */
    private static String site(Traits traits) {
        return traits.address().substring(traits.address().lastIndexOf(' ') + 1);
    }
}

package io.flashsale.inventory.switching;

import java.util.List;
import java.util.Optional;

/** The switches that all instances share, as rules see them. */
public interface SwitchTable {

    /** The switch as it is; untouched when nobody has ever set it. */
    SwitchState find(String name);

    /** Sets a switch that is at this version and tells everybody; empty when somebody else was first. */
    Optional<SwitchState> change(Change change, long version);

    /** The switches that rules have set and that are set now; those that this version does not know left out. */
    List<SwitchState> setByRules();

    /** Says that the reason why a rule has set this version of a switch is still there. */
    void stillNeeded(SwitchState state);
}

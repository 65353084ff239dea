package io.podtide.simulate.take;

/** A pod comes, stays for as long as it is wanted, and goes: what is recorded of the coming is told in both acts. */
public enum Act {
    BEGIN,
    END
}

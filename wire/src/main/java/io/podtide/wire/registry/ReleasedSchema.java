package io.podtide.wire.registry;

import org.apache.avro.Schema;

/**
 * One version of one subject, as released.
 *
 * @param version from 1 within its subject
 * @param id unique over all subjects, never reused
 */
record ReleasedSchema(String subject, int version, int id, Schema schema) {}

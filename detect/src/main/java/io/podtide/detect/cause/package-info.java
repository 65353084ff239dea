/** Why a pod fails: the catalogue of causes, and how texts and exit codes are read. */
@NullMarked
package io.podtide.detect.cause;

import org.jspecify.annotations.NullMarked;

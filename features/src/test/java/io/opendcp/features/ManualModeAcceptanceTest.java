package io.opendcp.features;

import static io.cucumber.junit.platform.engine.Constants.GLUE_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.JUNIT_PLATFORM_NAMING_STRATEGY_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.PLUGIN_PROPERTY_NAME;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The manual once more, with {@code DCP_MANUAL_MODE = 1}; without the scenarios in which we do better than it. */
@Suite
@IncludeEngines("cucumber")
@SelectPackages("features")
@ExcludeTags("better-than-the-manual")
@ConfigurationParameter(key = GLUE_PROPERTY_NAME, value = "io.opendcp.features.steps,io.opendcp.features.manualmode")
@ConfigurationParameter(key = PLUGIN_PROPERTY_NAME, value = "html:target/features-manual-mode.html")
@ConfigurationParameter(key = JUNIT_PLATFORM_NAMING_STRATEGY_PROPERTY_NAME, value = "long")
class ManualModeAcceptanceTest {}

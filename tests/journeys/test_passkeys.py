"""Signing in by fingerprint, with a device that Chromium plays; and who has no JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.servers import sign_in

NAME = "Met vingerafdruk of pincode"
BOARD = re.compile(r"^[^?]+/boards/voorbeeldland$")


def test_karin_adds_her_phone_and_signs_in_by_fingerprint(server, new_context, karin):
    home = f"http://localhost:{server.port}"  # an address of digits has no passkeys
    context = new_context(base_url=home, viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "actiebord", "value": sign_in(karin), "url": home}])
    page = context.new_page()
    device = context.new_cdp_session(page)
    finger = give_a_finger(device)
    page.goto("/me")

    page.get_by_label("Hoe noem je dit apparaat?").fill("De telefoon van Karin")
    page.get_by_role("button", name="Dit apparaat toevoegen").click()
    expect(page.get_by_role("listitem").filter(has_text="De telefoon van Karin")).to_be_visible()
    page.get_by_role("button", name="Hier uitloggen").click()
    page.goto("/boards/voorbeeldland")
    button = page.get_by_role("button", name=NAME)
    assert button.bounding_box()["height"] >= 44
    button.click()
    expect(page).to_have_url(BOARD)

    # A finger that isn't recognised is told, and the code by mail is still there.
    page.goto("/me")
    page.get_by_role("button", name="Hier uitloggen").click()
    device.send("WebAuthn.setUserVerified", {"authenticatorId": finger, "isUserVerified": False})
    page.get_by_role("button", name=NAME).click()
    expect(page.get_by_role("alert").filter(has_text="Dat lukte niet")).to_be_visible()
    expect(page.get_by_role("button", name="Code versturen")).to_be_enabled()


def test_without_javascript_there_is_no_button_that_does_nothing(server, new_context, karin):
    home = f"http://localhost:{server.port}"
    context = new_context(base_url=home, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Code versturen")).to_be_visible()
    expect(page.get_by_text(NAME)).to_be_hidden()

    context.add_cookies([{"name": "actiebord", "value": sign_in(karin), "url": home}])
    page.goto("/me")
    expect(page.get_by_role("button", name="Dit apparaat toevoegen")).to_be_hidden()
    expect(page.get_by_text(re.compile("met JavaScript aan"))).to_be_visible()


def give_a_finger(device):
    """A device inside this computer that looks at fingers, and knows this one."""
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    return device.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

"""How a PDF, a spreadsheet, a chart and a QR code are made, whatever they say."""
